import Diagnostics
import Paraphe

/// The page that a browser shows: one HTML file, one style sheet and one script, all from here.
enum PreviewPage {
    static func html(name: String, language: Language, hasEditor: Bool) -> String {
        let words = PreviewWords(language)
        let escaped = MarkupText.escaped
        return """
            <!DOCTYPE html>
            <html lang="\(language.rawValue)">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(escaped(name)) – Paraphe</title>
            <link rel="stylesheet" href="preview.css">
            <script src="preview.js" defer></script>
            </head>
            <body data-words="\(escaped(words.json))" data-editor="\(hasEditor)">
            <a class="skip" href="#pages">\(escaped(words[.skip]))</a>
            <header>
            <p class="name"><span class="mark" id="mark" aria-hidden="true"></span><strong>\(escaped(name))</strong> <span id="state"></span></p>
            <form id="go"><label for="page">\(escaped(words[.page]))</label> <input id="page" inputmode="numeric" autocomplete="off" value="1"> <span id="count"></span></form>
            <div class="zoom" role="group" aria-label="\(escaped(words[.zoom]))">
            <button type="button" id="smaller" aria-label="\(escaped(words[.smaller]))">−</button>
            <button type="button" id="fit" aria-pressed="true">\(escaped(words[.fit]))</button>
            <button type="button" id="larger" aria-label="\(escaped(words[.larger]))">+</button>
            </div>
            </header>
            <main id="pages" tabindex="-1" aria-label="\(escaped(words[.pages]))"></main>
            <aside aria-label="\(escaped(words[.panel]))">
            <section aria-labelledby="findings-title">
            <h2 id="findings-title">\(escaped(words[.findings]))</h2>
            <p id="stale" class="stale" hidden>\(escaped(words[.stale]))</p>
            <p id="fine" class="quiet">\(escaped(words[.fine]))</p>
            <ol id="findings"></ol>
            </section>
            <section aria-labelledby="place-title">
            <h2 id="place-title">\(escaped(words[.place]))</h2>
            <div id="place"><p class="quiet">\(escaped(words[hasEditor ? .clickToOpen : .clickToSee]))</p></div>
            </section>
            </aside>
            <button type="button" id="jump" hidden></button>
            <p id="news" class="unseen" role="status" aria-live="polite"></p>
            <noscript>\(escaped(words[.noScript]))</noscript>
            </body>
            </html>

            """
    }
}
