"""Learns src/analysis/mainText/model.json from WCXB. See README.md beside this file.

    python3 train.py words FOLDER RECIPE          words.jsonl -> weights-RECIPE.json, weights-RECIPE-{0..4}.json
    python3 train.py trees FOLDER RECIPE [MODEL]  features-RECIPE.{bin,json}, weights-RECIPE.json -> figures, and MODEL

RECIPE is `all` (every page; the figures are those of cross-validation) or `half` (the training half; the figures are
those of the held-out half). Needs numpy, scipy, scikit-learn, lightgbm and rapidfuzz.
"""

import collections
import json
import re
import sys

import lightgbm
import numpy as np
import scipy.sparse
from rapidfuzz.distance import LCSseq
from sklearn.linear_model import LogisticRegression

KINDS = ["article", "documentation", "forum", "product", "listing", "collection", "service"]
FOLDS = [0, 1, 2, 3, 4]
# Kinds whose main text is many small things, so that words of the mark-up mean something else in them.
LIST_KINDS = ["forum", "product", "listing", "collection"]
WORD = re.compile(r"\w+")


def share_in_truth(blocks, truth):
    """For each block (its words), the share of it that is main text: matched in order, or as runs of four words."""
    flat = [word for words in blocks for word in words]
    owner = [index for index, words in enumerate(blocks) for _ in words]
    matched = np.zeros(len(blocks))
    if flat and truth:
        for step in LCSseq.opcodes(flat, truth):
            if step.tag == "equal":
                for at in range(step.src_start, step.src_end):
                    matched[owner[at]] += 1
    runs = {tuple(truth[at : at + 4]) for at in range(len(truth) - 3)}
    shares = np.zeros(len(blocks))
    for index, words in enumerate(blocks):
        if not words:
            continue
        share = matched[index] / len(words)
        if len(words) >= 8:
            # Order on the page is not always order in the truth, and a match word by word may be chance.
            found = sum(tuple(words[at : at + 4]) in runs for at in range(len(words) - 3)) / (len(words) - 3)
            share = max(share if found > 0.2 else 0, found)
        shares[index] = share
    return shares


def read_pages(folder):
    """Pages with words as small numbers, and the share of main text in each block."""
    pages = []
    with open(f"{folder}/words.jsonl") as lines:
        for line in lines:
            page = json.loads(line)
            numbers = {}
            page["truth"] = [numbers.setdefault(w, len(numbers)) for w in WORD.findall(page["truth"].lower())]
            for block in page["blocks"]:
                block["text"] = [numbers.setdefault(w, len(numbers)) for w in WORD.findall(block["text"].lower())]
            page["shares"] = share_in_truth([block["text"] for block in page["blocks"]], page["truth"])
            page["sizes"] = np.array([len(block["text"]) for block in page["blocks"]])
            pages.append(page)
    return pages


# --- words


def linear_weights(rows, numbers, shares, weights, min_pages, strength):
    """Logistic regression on counted words; only words on enough pages."""
    seen = collections.defaultdict(set)
    for counts, page in zip(rows, numbers):
        for word, _ in counts:
            seen[word].add(page)
    place = {word: at for at, word in enumerate(sorted(w for w in seen if len(seen[w]) >= min_pages))}
    where, which, values = [], [], []
    for row, counts in enumerate(rows):
        for word, count in counts:
            if word in place:
                where.append(row)
                which.append(place[word])
                values.append(count)
    matrix = scipy.sparse.csr_matrix((values, (where, which)), shape=(len(rows), len(place)))
    shares, weights = np.array(shares), np.array(weights)
    both = scipy.sparse.vstack([matrix, matrix], format="csr")
    labels = np.r_[np.ones(len(rows)), np.zeros(len(rows))]
    amounts = np.r_[weights * shares, weights * (1 - shares)]
    used = amounts > 1e-9
    model = LogisticRegression(C=strength, solver="liblinear", intercept_scaling=5)
    model.fit(both[used], labels[used], sample_weight=amounts[used])
    found = {word: round(float(model.coef_[0][at]), 1) for word, at in place.items()}
    return {word: weight for word, weight in found.items() if weight != 0}


def kind_weights(pages, min_pages=6, strength=0.03, least=0.04):
    """Multinomial logistic regression. Rare kinds weigh more than their share, or most would be taken for articles."""
    seen = collections.Counter(word for page in pages for word in page["pageWords"])
    place = {word: at for at, word in enumerate(sorted(w for w in seen if seen[w] >= min_pages))}
    where = [row for row, page in enumerate(pages) for word in page["pageWords"] if word in place]
    which = [place[word] for page in pages for word in page["pageWords"] if word in place]
    matrix = scipy.sparse.csr_matrix((np.ones(len(where)), (where, which)), shape=(len(pages), len(place)))
    model = LogisticRegression(C=strength, max_iter=400)
    kinds = np.array([KINDS.index(page["kind"]) for page in pages])
    counts = np.bincount(kinds, minlength=len(KINDS))
    model.fit(matrix, kinds, sample_weight=(counts[kinds] / counts.mean()) ** -0.75)
    found = {word: model.coef_[:, at] for word, at in place.items() if np.abs(model.coef_[:, at]).max() >= least}
    found["(bias)"] = model.intercept_
    return {word: [round(float(weight), 2) for weight in row] for word, row in found.items()}


def paths(page):
    """For each container, the words of it and of all above it, counted. Parents come first."""
    found = []
    for container in page["containers"]:
        if container == 0:
            found.append(None)
            continue
        parent, words = container
        counts = collections.Counter(dict(found[parent])) if parent >= 0 else collections.Counter()
        counts.update(words)
        found.append(frozenset(counts.items()))
    return found


def counted_places(pages):
    """Places of the mark-up where blocks stand: words round the block, its own words, share of main text, weight, page."""
    for number, page in enumerate(pages):
        total = max(1, page["sizes"].sum())
        found = paths(page)
        # Places with the same words are one: pages repeat themselves.
        places = collections.defaultdict(lambda: [0.0, 0.0])
        for block, share, size in zip(page["blocks"], page["shares"], page["sizes"]):
            if size == 0:
                continue
            at = block["container"]
            around = found[at] if at >= 0 else frozenset()
            own = collections.Counter(block["lead"])
            if at >= 0:
                own.update(page["containers"][at][1])
            place = places[(around, frozenset(own.items()))]
            place[0] += 3 * np.sqrt(size / total)
            place[1] += 3 * np.sqrt(size / total) * share
        for (around, own), (weight, share) in places.items():
            yield around, own, share / weight, weight, number


def counted_texts(pages):
    for number, page in enumerate(pages):
        for block, share, size in zip(page["blocks"], page["shares"], page["sizes"]):
            if size > 0 and block["first"]:
                yield frozenset(collections.Counter(block["first"]).items()), share, 30 / len(page["blocks"]), number


def word_weights(pages):
    around, own, shares, weights, numbers = zip(*counted_places(pages))
    texts, text_shares, text_weights, text_numbers = zip(*counted_texts(pages))
    lists = np.array([page["kind"] in LIST_KINDS for page in pages])[list(numbers)]
    some = lambda values: [value for value, wanted in zip(values, lists) if wanted]
    return {
        "path": linear_weights(around, numbers, shares, weights, 10, 0.15),
        "own": linear_weights(own, numbers, shares, weights, 10, 0.15),
        "list": linear_weights(some(around), some(numbers), some(shares), some(weights), 6, 0.15),
        "text": linear_weights(texts, text_numbers, text_shares, text_weights, 20, 0.15),
        "kinds": kind_weights(pages),
    }


def written_weights(learnt):
    """As src/analysis/mainText/readWeights.ts reads them."""
    written = {
        name: " ".join(f"{word} {round(10 * weight)}" for word, weight in learnt[name].items())
        for name in ["path", "own", "list", "text"]
    }
    rows = ([word, *(str(round(100 * weight)) for weight in row)] for word, row in learnt["kinds"].items())
    return {**written, "kinds": " ".join(" ".join(row) for row in rows)}


def learn_words(folder, recipe):
    pages = read_pages(folder)
    with open(f"{folder}/blocks.json", "w") as out:
        json.dump([[p["truth"], [b["text"] for b in p["blocks"]], list(p["shares"])] for p in pages], out)
    used = [page for page in pages if recipe == "all" or page["half"] == "train"]
    for fold in [None, *FOLDS]:
        learnt = word_weights([page for page in used if page["fold"] != fold])
        name = f"weights-{recipe}" if fold is None else f"weights-{recipe}-{fold}"
        print(name, {name: len(words) for name, words in learnt.items()}, flush=True)
        with open(f"{folder}/{name}.json", "w") as out:
            json.dump(written_weights(learnt), out)


# --- trees

ROUNDS = 90
PARAMETERS = {
    "objective": "cross_entropy",
    "learning_rate": 0.1,
    "num_leaves": 15,
    "min_data_in_leaf": 200,
    "min_sum_hessian_in_leaf": 5,
    "feature_fraction": 0.4,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "lambda_l2": 5,
    "max_bin": 63,
    "num_threads": 2,
    "seed": 1,
    "deterministic": True,
    "verbose": -1,
}


def chosen(probabilities, sizes):
    """As src/analysis/mainText/chosenBlocks.ts."""
    expected = (probabilities * sizes).sum()
    threshold = 0.5
    for _ in range(12):
        kept = probabilities >= threshold
        both = sizes[kept].sum() + expected
        before, threshold = threshold, ((probabilities * sizes)[kept].sum() / both if both > 0 else 0)
        if abs(before - threshold) < 1e-4:
            break
    return probabilities >= threshold


def word_f1(truth, blocks, kept):
    wanted = collections.Counter(truth)
    found = collections.Counter(word for at in np.nonzero(kept)[0] for word in blocks[at])
    size = sum(wanted.values()) + sum(found.values())
    return 2 * sum(min(count, wanted[word]) for word, count in found.items()) / size if size else 1.0


def figures(data, probabilities, wanted):
    """Mean F1 of the wanted pages, and of those of each kind."""
    scores = collections.defaultdict(list)
    for at in np.nonzero(wanted)[0]:
        mine = slice(data.offsets[at], data.offsets[at + 1])
        truth, words, _ = data.blocks[at]
        score = word_f1(truth, words, chosen(probabilities[mine], data.sizes[mine]))
        scores["all"].append(score)
        scores[data.pages[at]["kind"]].append(score)
    return {name: round(float(np.mean(values)), 3) for name, values in sorted(scores.items())}


def written_trees(model):
    """As src/analysis/mainText/trees.ts reads them."""
    roots, nodes, thresholds, leaves = [], [], [], []

    def add(node):
        if "leaf_value" in node:
            leaves.append(node["leaf_value"])
            return ~(len(leaves) - 1)
        at = len(thresholds)
        nodes.append(None)
        thresholds.append(node["threshold"])
        nodes[at] = [node["split_feature"], add(node["left_child"]), add(node["right_child"])]
        return at

    for tree in model.dump_model()["tree_info"]:
        roots.append(add(tree["tree_structure"]))
    return {
        "roots": " ".join(map(str, roots)),
        "nodes": " ".join(str(number) for node in nodes for number in node),
        "thresholds": " ".join(f"{value:.6g}" for value in thresholds),
        "leaves": " ".join(f"{value:.4g}" for value in leaves),
    }


class Data:
    """Blocks of all pages, one after another: their features, shares of main text, sizes in words, and weights."""

    def __init__(self, folder, recipe):
        with open(f"{folder}/features-{recipe}.json") as file:
            meta = json.load(file)
        with open(f"{folder}/blocks.json") as file:
            self.blocks = json.load(file)
        self.names, self.pages = meta["names"], meta["pages"]
        counts = [page["blocks"] for page in self.pages]
        self.offsets = np.r_[0, np.cumsum(counts)]
        self.features = np.fromfile(f"{folder}/features-{recipe}.bin", dtype=np.float32).reshape(-1, len(self.names))
        self.shares = np.concatenate([np.array(shares, float) for _, _, shares in self.blocks])
        self.sizes = np.array([len(words) for _, blocks, _ in self.blocks for words in blocks], float)
        self.number = np.repeat(np.arange(len(self.pages)), counts)
        totals = np.bincount(self.number, np.sqrt(self.sizes), len(self.pages))
        # Every page counts the same, and in it a block by the square root of its words.
        self.weights = 100 * np.sqrt(self.sizes) / np.maximum(totals, 1)[self.number]

    def fitted(self, wanted):
        """Trees learnt from the wanted pages."""
        rows = wanted[self.number]
        data = lightgbm.Dataset(self.features[rows], self.shares[rows], weight=self.weights[rows])
        return lightgbm.train(PARAMETERS, data, ROUNDS)


def learn_trees(folder, recipe, target=None):
    data = Data(folder, recipe)
    train = np.array([recipe == "all" or page["half"] == "train" for page in data.pages])
    fold = np.array([page["fold"] for page in data.pages])
    model = data.fitted(train)
    probabilities = model.predict(data.features)
    if recipe == "half":
        print("held-out half:", figures(data, probabilities, ~train), flush=True)
    print("learnt from, as learnt:", figures(data, probabilities, train), flush=True)
    gains = model.feature_importance("gain")
    print("features by gain:", [(data.names[at], round(gains[at])) for at in np.argsort(-gains)])
    if target is not None:
        save_model(folder, recipe, target, data.names, model)
    for one in FOLDS:
        rows = (train & (fold == one))[data.number]
        probabilities[rows] = data.fitted(train & (fold != one)).predict(data.features[rows])
    print("learnt from, each page by a model without its fold:", figures(data, probabilities, train))


def save_model(folder, recipe, target, names, model):
    with open(f"{folder}/weights-{recipe}.json") as file:
        learnt = json.load(file)
    written = {
        "about": "Learnt by bench/quality/train.py from WCXB, the Web Content eXtraction Benchmark (Murrough Foley, 2026, CC BY 4.0), development split.",
        "features": " ".join(names),
    }
    written.update(learnt)
    written["trees"] = written_trees(model)
    with open(target, "w") as out:
        json.dump(written, out, indent=2, ensure_ascii=False)
        out.write("\n")


if __name__ == "__main__":
    command, *rest = sys.argv[1:]
    learn_words(*rest) if command == "words" else learn_trees(*rest)
