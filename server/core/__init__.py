"""Pure: values in, values out."""
