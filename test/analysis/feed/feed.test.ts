import { describe, expect, test } from 'vitest'
import { loadAnalysisTools } from '../../../src/analysis/analysisTools.ts'
import { analysed } from '../support/analysed.ts'

const xml = { contentType: 'application/xml' }

const rss = `<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<image><title>Logo</title></image>
<title>The Mill &amp;amp; Stream</title><language>en-gb</language>
<description>All about &lt;b&gt;water&lt;/b&gt; wheels.</description>
<managingEditor>ada@mill.example (Ada Miller)</managingEditor>
<pubDate>Fri, 17 May 2024 08:30:00 +0200</pubDate>
<lastBuildDate>Sat, 18 May 2024 10:00:00 GMT</lastBuildDate>
<item><title>A new wheel</title>
<description>&lt;p&gt;The &lt;em&gt;old&lt;/em&gt; wheel broke.&lt;/p&gt;&lt;p&gt;A new one turns &amp;amp; turns.&lt;/p&gt;&lt;script&gt;x()&lt;/script&gt;</description>
<content:encoded><![CDATA[<h2>Flour</h2>1 &lt; 2<br><br>and <a href="/x">more</a>]]></content:encoded></item>
</channel></rss>`

const atom = `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title type="html">M&amp;uuml;hle</title>
<subtitle>Wasser &amp; Korn</subtitle><updated>2024-05-18T10:00:00Z</updated><author><name>Ada Miller</name></author>
<entry><title>Alt &lt;b></title><published>2024-05-01T08:00:00Z</published>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Das <b>Rad</b> dreht.</p><p>Es läuft.</p></div></content></entry>
<entry><title>Neu</title><published>2024-05-17T08:00:00Z</published><summary type="html">&lt;i&gt;Kurz&lt;/i&gt;</summary></entry></feed>`

describe('a feed', () => {
  test('of RSS is the text of what it quotes, not its mark-up', async () => {
    const { text } = await analysed(rss, xml)
    expect(text.split(/\n+/)).toEqual([
      'Logo',
      'The Mill & Stream',
      'en-gb',
      'All about water wheels.',
      'ada@mill.example (Ada Miller)',
      'Fri, 17 May 2024 08:30:00 +0200',
      'Sat, 18 May 2024 10:00:00 GMT',
      'A new wheel',
      'The old wheel broke.',
      'A new one turns & turns.',
      'Flour',
      '1 < 2',
      'and more',
    ])
  })

  test('of RSS says what it is called, in which language, by whom and from when', async () => {
    const { title, description, declaredLanguage, metadata } = await analysed(rss, xml)
    expect({ title, description, declaredLanguage }).toEqual({
      title: 'The Mill & Stream',
      description: 'All about water wheels.',
      declaredLanguage: 'en-gb',
    })
    expect(metadata).toMatchObject({
      authors: ['Ada Miller'],
      publishedAt: '2024-05-17T08:30:00+02:00',
      modifiedAt: '2024-05-18T10:00:00Z',
    })
  })

  test('of Atom is read by the types that it gives', async () => {
    const { title, description, declaredLanguage, metadata, text } = await analysed(atom, xml)
    expect({ title, description, declaredLanguage }).toEqual({
      title: 'Mühle',
      description: 'Wasser & Korn',
      declaredLanguage: 'de',
    })
    expect(metadata).toMatchObject({
      authors: ['Ada Miller'],
      publishedAt: '2024-05-17T08:00:00Z',
      modifiedAt: '2024-05-18T10:00:00Z',
    })
    expect(text.split(/\n+/)).toEqual(
      expect.arrayContaining(['Alt <b>', 'Das Rad dreht.', 'Es läuft.', 'Kurz']),
    )
  })

  test('of RDF is one too', async () => {
    const rdf = `<rdf:RDF><channel><title>Mill</title><dc:date>2024-05-17</dc:date></channel>
      <item><description>&lt;p&gt;One&lt;/p&gt;&lt;p&gt;Two&lt;/p&gt;</description></item></rdf:RDF>`
    const { title, metadata, text } = await analysed(rdf, xml)
    expect({ title, publishedAt: metadata.publishedAt }).toEqual({ title: 'Mill', publishedAt: '2024-05-17' })
    expect(text).toMatch(/One\s+Two$/)
  })

  test('has paragraphs in its Markdown, and nothing that means something there', async () => {
    const tools = await loadAnalysisTools(['markdown'], null)
    const { markdown } = await analysed(atom, xml, { tools })
    expect(markdown).toContain('Das Rad dreht.\n\nEs läuft.')
  })

  test('leaves other XML as it is', async () => {
    const { text } = await analysed('<note><description>&lt;b&gt;</description></note>', xml)
    expect(text).toBe('<b>')
  })

  test('may be broken', async () => {
    const broken = '<rss><channel><item><description>&lt;p&gt;One&lt;p&gt;Two</description><pubDate>soon'
    const { text, metadata } = await analysed(broken, xml)
    expect(text.split(/\n+/)).toEqual(['One', 'Two', 'soon'])
    expect(metadata.publishedAt).toBeNull()
  })
})
