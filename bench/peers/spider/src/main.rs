//! The spider crate over a list: crawl LIST OUTPUT CONNECTIONS
use std::collections::HashMap;
use std::fs::{File, read_to_string};
use std::io::{BufWriter, Write};
use std::sync::LazyLock;

use scraper::{ElementRef, Html, Node, Selector};
use serde_json::json;
use spider::hashbrown::HashSet;
use spider::tokio;
use spider::website::Website;

static TITLE: LazyLock<Selector> = LazyLock::new(|| Selector::parse("title").unwrap());
static LINK: LazyLock<Selector> = LazyLock::new(|| Selector::parse("a[href]").unwrap());
static BODY: LazyLock<Selector> = LazyLock::new(|| Selector::parse("body").unwrap());

#[tokio::main]
async fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let connections: usize = arguments[3].parse().unwrap();
    let list = read_to_string(&arguments[1]).unwrap();
    let urls: Vec<&str> = list.lines().collect();

    let mut website = Website::new(urls[0]);
    website
        .with_respect_robots_txt(false)
        .with_concurrency_limit(Some(connections))
        // The pages of the list and no others: their links lead elsewhere.
        .with_whitelist_url(Some(vec![r"/\d+/\d+\.html$".into()]));
    // Links that are given before it has begun are forgotten else.
    website.persist_links();
    website.set_extra_links(urls.iter().map(|&url| url.into()).collect::<HashSet<_>>());

    // As many as there are pages: what its channel has no room for is lost.
    let mut pages = website.subscribe(urls.len());
    let (rows, analysed) = std::sync::mpsc::channel::<String>();
    let output = File::create(&arguments[2]).unwrap();
    let writing = std::thread::spawn(move || {
        let mut output = BufWriter::new(output);
        for row in analysed {
            writeln!(output, "{row}").unwrap();
        }
        output.flush().unwrap();
    });
    let analysing = tokio::spawn(async move {
        let mut tasks = tokio::task::JoinSet::new();
        while let Ok(page) = pages.recv().await {
            let rows = rows.clone();
            tasks.spawn(async move {
                let row = row_of(page.get_url(), &page.get_html());
                rows.send(row).unwrap();
            });
        }
        tasks.join_all().await;
    });
    website.crawl().await;
    website.unsubscribe();
    analysing.await.unwrap();
    writing.join().unwrap();
}

fn row_of(url: &str, html: &str) -> String {
    let document = Html::parse_document(html);
    let title: String = document.select(&TITLE).next().map(|title| title.text().collect()).unwrap_or_default();
    let links: Vec<&str> = document.select(&LINK).filter_map(|link| link.attr("href")).collect();
    let mut text = String::new();
    if let Some(body) = document.select(&BODY).next() {
        add_text(body, &mut text);
    }
    let text = text.to_lowercase();
    let (words, terms) = words_of(&text);
    json!({ "url": url, "title": title, "links": links, "words": words, "terms": terms }).to_string()
}

fn add_text(element: ElementRef, text: &mut String) {
    for child in element.children() {
        match child.value() {
            Node::Text(part) => text.push_str(part),
            Node::Element(child_element) => {
                if !matches!(child_element.name(), "script" | "style" | "noscript" | "template") {
                    add_text(ElementRef::wrap(child).unwrap(), text);
                }
            }
            _ => {}
        }
    }
}

fn words_of(text: &str) -> (usize, Vec<(&str, usize)>) {
    let mut words = 0;
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for word in text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
        words += 1;
        if word.chars().count() > 3 {
            *counts.entry(word).or_default() += 1;
        }
    }
    let mut terms: Vec<_> = counts.into_iter().collect();
    terms.sort_unstable_by_key(|&(_, count)| std::cmp::Reverse(count));
    terms.truncate(10);
    (words, terms)
}
