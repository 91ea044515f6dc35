// Colly over a list: crawl LIST OUTPUT CONNECTIONS
package main

import (
	"bufio"
	"encoding/json"
	"log"
	"os"
	"sort"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/gocolly/colly/v2"
)

type term struct {
	Term  string `json:"term"`
	Count int    `json:"count"`
}

type row struct {
	URL   string   `json:"url"`
	Title string   `json:"title"`
	Links []string `json:"links"`
	Words int      `json:"words"`
	Terms []term   `json:"terms"`
}

func main() {
	list, output := os.Args[1], os.Args[2]
	connections, err := strconv.Atoi(os.Args[3])
	must(err)
	urls, err := os.Open(list)
	must(err)
	file, err := os.Create(output)
	must(err)
	rows := bufio.NewWriter(file)
	var writing sync.Mutex

	collector := colly.NewCollector(colly.Async(true), colly.IgnoreRobotsTxt(), colly.AllowURLRevisit())
	must(collector.Limit(&colly.LimitRule{DomainGlob: "*", Parallelism: connections}))
	collector.OnError(func(response *colly.Response, err error) { log.Fatal(response.Request.URL, err) })
	collector.OnHTML("html", func(page *colly.HTMLElement) {
		title := page.DOM.Find("title").First().Text()
		links := page.ChildAttrs("a[href]", "href")
		page.DOM.Find("script, style, noscript, template").Remove()
		words, terms := wordsOf(page.DOM.Find("body").Text())
		line, err := json.Marshal(row{page.Request.URL.String(), title, links, words, terms})
		must(err)
		writing.Lock()
		defer writing.Unlock()
		_, err = rows.Write(append(line, '\n'))
		must(err)
	})

	lines := bufio.NewScanner(urls)
	for lines.Scan() {
		must(collector.Visit(lines.Text()))
	}
	must(lines.Err())
	collector.Wait()
	must(rows.Flush())
	must(file.Close())
}

func wordsOf(text string) (int, []term) {
	counts := map[string]int{}
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) })
	for _, word := range words {
		if utf8.RuneCountInString(word) > 3 {
			counts[word]++
		}
	}
	terms := make([]term, 0, len(counts))
	for word, count := range counts {
		terms = append(terms, term{word, count})
	}
	sort.Slice(terms, func(a, b int) bool { return terms[a].Count > terms[b].Count })
	return len(words), terms[:min(10, len(terms))]
}

func must(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
