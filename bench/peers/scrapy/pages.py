"""Scrapy over a list: scrapy runspider pages.py -a list=LIST -a connections=N -O OUTPUT:jsonlines"""

import re
from collections import Counter

import scrapy

WORD = re.compile(r"[^\W\d_]+")
UNSEEN = "script, style, noscript, template"


class Pages(scrapy.Spider):
    name = "pages"
    custom_settings = {
        "ROBOTSTXT_OBEY": False,
        "LOG_LEVEL": "ERROR",
        "TELNETCONSOLE_ENABLED": False,
        "COOKIES_ENABLED": False,
        "DOWNLOAD_DELAY": 0,
        "MEMUSAGE_ENABLED": False,
    }

    @classmethod
    def update_settings(cls, settings):
        super().update_settings(settings)

    async def start(self):
        with open(self.list) as lines:
            for line in lines:
                yield scrapy.Request(line.strip(), dont_filter=True)

    def parse(self, response):
        links = response.css("a::attr(href)").getall()
        title = response.css("title::text").get()
        for element in response.css(UNSEEN):
            element.drop()
        words = WORD.findall(" ".join(response.xpath("//body//text()").getall()).lower())
        terms = Counter(word for word in words if len(word) > 3).most_common(10)
        yield {"url": response.url, "title": title, "links": links, "words": len(words), "terms": terms}
