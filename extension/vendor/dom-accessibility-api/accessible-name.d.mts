// Types of the one function that is used.
export function computeAccessibleName(
  root: Element,
  options?: {
    computedStyleSupportsPseudoElements?: boolean;
    getComputedStyle?: (element: Element, pseudo?: string | null) => CSSStyleDeclaration;
    hidden?: boolean;
  },
): string;
