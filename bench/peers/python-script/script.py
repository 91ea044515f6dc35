"""The script that one writes first: threads that fetch, processes that parse. python script.py LIST OUTPUT CONNECTIONS CORES"""

import json
import re
import sys
import threading
from collections import Counter
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

import lxml.html
import requests

WORD = re.compile(r"[^\W\d_]+")
local = threading.local()


def fetch(url):
    if not hasattr(local, "session"):
        local.session = requests.Session()
    response = local.session.get(url)
    response.raise_for_status()
    return response.content


def analyse(url, body):
    tree = lxml.html.document_fromstring(body, parser=lxml.html.HTMLParser(encoding="utf-8"))
    title = tree.findtext(".//title")
    links = tree.xpath("//a/@href")
    unseen = tree.xpath("//script | //style | //noscript | //template")
    for element in unseen:
        element.drop_tree()
    words = WORD.findall(" ".join(tree.xpath("//body//text()")).lower())
    terms = Counter(word for word in words if len(word) > 3).most_common(10)
    return json.dumps({"url": url, "title": title, "links": links, "words": len(words), "terms": terms})


def main(list_path, output, connections, cores):
    with open(list_path) as lines:
        urls = lines.read().split()
    with (
        ProcessPoolExecutor(int(cores)) as processes,
        ThreadPoolExecutor(int(connections)) as threads,
        open(output, "w") as rows,
    ):
        # A thread waits for the analysis of its page: that bounds the pages in memory.
        def scrape(url):
            return processes.submit(analyse, url, fetch(url)).result()

        for row in threads.map(scrape, urls):
            rows.write(row + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
