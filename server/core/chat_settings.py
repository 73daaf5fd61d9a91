"""The settings of chat: which models, and how documents are cut, found and answered from."""

from server.core.setting import Setting, address_problem, folder_problem, place_problem
from server.core.trust import host_problem

CHAT: tuple[Setting, ...] = (
    Setting(
        "ollama_url",
        "text",
        "http://127.0.0.1:11434",
        "Where Ollama answers, whose models chat talks with.",
        one=address_problem,
    ),
    Setting(
        "openai_url",
        "text",
        "",
        "A server that speaks OpenAI's API, such as llama.cpp's or vLLM, mostly ending in /v1; its "
        "models are called openai:NAME. What is asked of one goes there, with the passages.",
        one=place_problem,
    ),
    Setting(
        "openai_api_key",
        "text",
        "",
        "The key that this server wants, if it wants one; best in .env.",
        secret=True,
    ),
    Setting(
        "chat_model",
        "text",
        "",
        "The model that answers where nobody names one. Empty: the first there is.",
    ),
    Setting(
        "warm_model",
        "switch",
        False,
        "Load the model that answers into memory when the server starts.",
    ),
    Setting(
        "embedding_model",
        "text",
        "",
        "What finds passages by their meaning: a folder with model.onnx and tokenizer.json, or "
        "ollama:NAME, or openai:NAME. Empty: the folder models/embedding in data_dir if it is "
        "there, else topics learnt from the documents themselves; none: these in any case. "
        "`rubato embedder` changes it while the server runs.",
    ),
    Setting(
        "passage_words",
        "integer",
        160,
        "About how many words of a document are found and quoted together.",
        low=20,
        high=2000,
    ),
    Setting(
        "cutter",
        "text",
        "blocks",
        "How documents are cut: whole paragraphs under one heading, or windows of sentences that "
        "overlap by half.",
        choices=("blocks", "windows"),
    ),
    Setting(
        "combine_topics",
        "switch",
        True,
        "Where several topics are chosen, sum up what each says before the answer: fairer to small "
        "topics, and later to begin.",
    ),
    Setting(
        "check_answers",
        "switch",
        False,
        "Have the model check each sentence of its answer against the passages that it names; what "
        "they do not carry is marked. Otherwise the words they share tell.",
    ),
    Setting(
        "private_hosts",
        "list",
        (),
        "Hosts of your own network whose pages may be loaded; all others there are refused.",
        each=host_problem,
    ),
    Setting(
        "feeds",
        "list",
        (),
        "Feeds that you follow, by their addresses: taste.html orders their new entries.",
        each=address_problem,
    ),
    Setting(
        "folders",
        "list",
        (),
        "Folders of this machine that you follow, by their whole paths: taste.html orders their "
        "files that are not in the library yet. Links in them are not followed.",
        each=folder_problem,
    ),
    Setting(
        "taste_line",
        "integer",
        0,
        "What you would rate below this is left out of lists by taste, which say how much that is; "
        "0: nothing is left out.",
        low=0,
        high=10,
    ),
    Setting(
        "taste_ties",
        "integer",
        2,
        "Passages that fit a question nearly alike, within so many hundredths of the best one's "
        "score, are read in the order of your taste; 0: it has no say.",
        low=0,
        high=100,
    ),
)
