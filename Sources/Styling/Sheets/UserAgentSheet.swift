import Diagnostics

/// The style that XHTML has by itself, for print (HTML, section "Rendering").
enum UserAgentSheet {
    static let sheet: Stylesheet = {
        let source = SourceID(index: .max)
        var options = StyleOptions()
        options.mode = .lenient
        return Stylesheet.parse(EmbeddedText(verbatim: text, source: source), base: "", origin: .userAgent, options: options).0
    }()

    static let text = """
        @namespace "http://www.w3.org/1999/xhtml";
        @namespace g "https://paraphe.dev/ns/template";
        @page { margin: 2cm }
        html, body, address, article, aside, blockquote, center, dialog, dd, details, dir, div, dl, dt, fieldset, figcaption, figure, footer,
        form, h1, h2, h3, h4, h5, h6, header, hgroup, hr, legend, listing, main, menu, nav, ol, optgroup, option, p, plaintext, pre, search,
        section, summary, ul, xmp, g|signature, g|text-field { display: block }
        area, base, basefont, datalist, head, link, meta, noembed, noframes, noscript, param, rp, script, style, template, title, dialog:not([open])
        { display: none }
        html { bookmark-state: open }
        body { margin: 8px }
        address, cite, dfn, em, i, var { font-style: italic }
        b, strong { font-weight: bolder }
        code, kbd, listing, plaintext, pre, samp, tt, xmp { font-family: monospace; hyphens: none }
        listing, plaintext, pre, xmp { white-space: pre; margin: 1em 0; text-align: start; tab-size: 8 }
        blockquote, figure { margin: 1em 40px }
        p, dl, dir, menu, ol, ul { margin: 1em 0 }
        dd { margin-left: 40px }
        :is(ul, ol, dir, menu, dl) :is(ul, ol, dir, menu, dl) { margin-top: 0; margin-bottom: 0 }
        h1 { font-size: 2em; margin: 0.67em 0; font-weight: bold; bookmark-level: 1 }
        h2 { font-size: 1.5em; margin: 0.83em 0; font-weight: bold; bookmark-level: 2 }
        h3 { font-size: 1.17em; margin: 1em 0; font-weight: bold; bookmark-level: 3 }
        h4 { margin: 1.33em 0; font-weight: bold; bookmark-level: 4 }
        h5 { font-size: 0.83em; margin: 1.67em 0; font-weight: bold; bookmark-level: 5 }
        h6 { font-size: 0.67em; margin: 2.33em 0; font-weight: bold; bookmark-level: 6 }
        h1, h2, h3, h4, h5, h6 { break-after: avoid; break-inside: avoid; hyphens: manual; bookmark-label: content() }
        figcaption, dt, legend, summary { break-after: avoid }
        small { font-size: smaller }
        big { font-size: larger }
        sub { vertical-align: sub; font-size: smaller; line-height: normal }
        sup { vertical-align: super; font-size: smaller; line-height: normal }
        s, strike, del { text-decoration: line-through }
        u, ins { text-decoration: underline }
        a:link { color: #00e; text-decoration: underline }
        abbr[title] { text-decoration: none }
        mark { background: yellow; color: black }
        nobr { white-space: nowrap }
        center { text-align: center }
        ruby { display: inline }
        rt { display: none }
        q::before { content: open-quote }
        q::after { content: close-quote }
        bdi, output { unicode-bidi: isolate }
        bdo { unicode-bidi: isolate-override }
        address, blockquote, center, dialog, div, figure, figcaption, footer, form, header, hr, legend, listing, main, p, plaintext, pre, summary,
        xmp, article, aside, h1, h2, h3, h4, h5, h6, hgroup, nav, section, search, table, caption, colgroup, col, thead, tbody, tfoot, tr, td, th,
        dir, dd, dl, dt, menu, ol, ul, li { unicode-bidi: isolate }
        li { display: list-item }
        ul, dir, menu { list-style-type: disc; padding-left: 40px; counter-reset: list-item }
        ol { list-style-type: decimal; padding-left: 40px; counter-reset: list-item }
        ul ul, ol ul, menu ul, dir ul { list-style-type: circle }
        ul ul ul, ul ol ul, ol ul ul, ol ol ul { list-style-type: square }
        table { display: table; border-spacing: 2px; border-collapse: separate; box-sizing: border-box; text-indent: 0 }
        caption { display: table-caption; text-align: center; break-after: avoid }
        colgroup { display: table-column-group }
        col { display: table-column }
        thead { display: table-header-group; vertical-align: middle; break-inside: avoid; break-after: avoid }
        tbody { display: table-row-group; vertical-align: middle }
        tfoot { display: table-footer-group; vertical-align: middle; break-inside: avoid; break-before: avoid }
        tr { display: table-row; vertical-align: inherit }
        td, th { display: table-cell; vertical-align: inherit; padding: 1px }
        th { font-weight: bold; text-align: center }
        img, svg, video, canvas, audio, object, embed, iframe { break-inside: avoid }
        img, object, embed { break-inside: avoid }
        hr { border: 1px inset; margin: 0.5em auto; color: gray; overflow: hidden }
        fieldset { margin: 0 2px; border: 2px groove silver; padding: 0.35em 0.625em 0.75em }
        legend { padding: 0 2px }
        button, input, select, textarea, meter, progress { display: inline-block }
        input[type=hidden i] { display: none }
        br { display: inline }
        wbr { display: inline }
        *|*::marker, *|*::before::marker, *|*::after::marker { unicode-bidi: isolate; font-variant-numeric: tabular-nums; text-transform: none; white-space: pre; text-indent: 0 }
        *|*::footnote-call { content: counter(footnote); counter-increment: footnote; vertical-align: super; font-size: 65%; line-height: 0 }
        *|*::footnote-marker { content: counter(footnote) ". "; text-indent: 0 }
        """
}
