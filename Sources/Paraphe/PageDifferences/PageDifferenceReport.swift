import Diagnostics
import Foundation

/// What differs between two documents, in words, as JSON and as one HTML page.
package struct PageDifferenceReport {
    /// Words that a line of the summary shows.
    private static let shownWords = 12

    private let language: Language

    package init(language: Language) {
        self.language = language
    }

    private func words(_ fr: String, _ en: String) -> String { Bilingual(fr: fr, en: en)[language] }

    // MARK: Text

    package func text(_ comparison: PageComparison) -> String {
        let changed = comparison.pages.filter { !$0.isAlike }
        var out = ""
        for page in changed { out += line(page) + "\n" }
        let alike = comparison.pages.count - changed.count
        if changed.isEmpty {
            return words("aucune différence\n", "no difference\n")
        }
        return out + summary(changed: changed.count, alike: alike) + "\n"
    }

    private func summary(changed: Int, alike: Int) -> String {
        words(
            "pages qui diffèrent\u{A0}: \(changed); pages pareilles\u{A0}: \(alike)", "pages that differ: \(changed); pages alike: \(alike)"
        )
    }

    private func title(_ pair: PageAlignment.Pair) -> String {
        switch pair {
        case .both(let old, let new):
            old == new ? "page \(new + 1)" : words("page \(new + 1) (avant\u{A0}: \(old + 1))", "page \(new + 1) (was \(old + 1))")
        case .removed(let index): words("page \(index + 1) de l’ancien\u{A0}: retirée", "page \(index + 1) of the old one: removed")
        case .added(let index): words("page \(index + 1)\u{A0}: ajoutée", "page \(index + 1): added")
        }
    }

    private func line(_ page: PageComparison.PageDifference) -> String {
        guard case .both = page.pair else { return title(page.pair) }
        let count = page.regionCount
        let regions = count == 1 ? words("1 région", "1 region") : words("\(count) régions", "\(count) regions")
        var out = "\(title(page.pair))\(language.colon)\(regions)"
        if !page.removedWords.isEmpty { out += "\n  - " + excerpt(page.removedWords) }
        if !page.addedWords.isEmpty { out += "\n  + " + excerpt(page.addedWords) }
        return out
    }

    private func excerpt(_ all: [String]) -> String {
        let shown = all.prefix(Self.shownWords).joined(separator: " ")
        return all.count <= Self.shownWords ? shown : shown + words(" … (\(all.count) mots)", " … (\(all.count) words)")
    }

    // MARK: JSON

    package func json(_ comparison: PageComparison) -> String {
        func list(_ words: [String]) -> String { "[" + words.map(JSONText.quote).joined(separator: ",") + "]" }
        let pages = comparison.pages.filter { !$0.isAlike }.map { page in
            var fields: [String] = []
            switch page.pair {
            case .both(let old, let new): fields += ["\"old\":\(old + 1)", "\"new\":\(new + 1)"]
            case .removed(let old): fields += ["\"old\":\(old + 1)", "\"new\":null"]
            case .added(let new): fields += ["\"old\":null", "\"new\":\(new + 1)"]
            }
            fields += ["\"regions\":\(page.regionCount)", "\"removed\":\(list(page.removedWords))", "\"added\":\(list(page.addedWords))"]
            return "{" + fields.joined(separator: ",") + "}"
        }
        let alike = comparison.pages.count - pages.count
        return "{\"alike\":\(alike),\"pages\":[\(pages.joined(separator: ","))]}\n"
    }

    // MARK: HTML

    /// One file with all pictures in it.
    func html(_ comparison: PageComparison, _ changed: [PageComparison.PageDifference]) throws(DiagnosticsError) -> String {
        let heading = words("Ce qui change sur les pages", "What changed on the pages")
        var out = """
            <?xml version="1.0" encoding="UTF-8"?>
            <!DOCTYPE html>
            <html xmlns="http://www.w3.org/1999/xhtml" lang="\(language.rawValue)"><head><meta charset="utf-8"/><title>\(heading)</title>
            <style>body{font:15px/1.5 system-ui,sans-serif;margin:2em;color:#222}img{width:100%;height:auto;border:1px solid #bbb}
            del{color:#b00020}ins{color:#1a3fb0}th{text-align:left;font-weight:600;width:33.3%}table{width:100%;border-spacing:0}</style></head><body>
            <h1>\(heading)</h1>
            <p>\(MarkupText.escaped(comparison.oldName)) → \(MarkupText.escaped(comparison.newName))</p>

            """
        let alike = comparison.pages.count - changed.count
        out += "<p>\(summary(changed: changed.count, alike: alike))</p>\n"
        for page in changed {
            out += "<h2>\(MarkupText.escaped(title(page.pair)))</h2>\n"
            if !page.removedWords.isEmpty { out += "<p><del>\(MarkupText.escaped(excerpt(page.removedWords)))</del></p>\n" }
            if !page.addedWords.isEmpty { out += "<p><ins>\(MarkupText.escaped(excerpt(page.addedWords)))</ins></p>\n" }
            out +=
                "<table><tr><th>\(words("avant", "old"))</th><th>\(words("après", "new"))</th><th>\(words("différences", "differences"))</th></tr></table>\n"
            let picture = Data(try comparison.picture(of: page)).base64EncodedString()
            out += "<img alt=\"\(MarkupText.escaped(line(page)))\" src=\"data:image/png;base64,\(picture)\"/>\n"
        }
        return out + "</body></html>\n"
    }
}
