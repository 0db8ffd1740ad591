import Diagnostics

/// What the documentation says of each finding.
package enum ProofPages {
    /// One finding of the proofs: what it means, why it matters, a small pack that gives it, and the mend.
    package struct Page: Sendable {
        package let code: DiagnosticCode
        /// One line, lower case, no full stop.
        package let title: Bilingual
        package let reason: Bilingual
        package let mend: Bilingual
        /// A small pack, as one `pack.yaml`, whose check gives exactly this code.
        package let example: String
    }

    package static let all: [Page] = workflow + conditions + texts + tables

    package static func page(_ code: DiagnosticCode) -> Page? { all.first { $0.code == code } }
}

extension ProofPages {
    /// The file of a page, in `docs/diagnostics`.
    package static func fileName(_ page: Page) -> String { name(page) + ".md" }

    private static func name(_ page: Page) -> String { String(page.code.name.drop { $0 != "/" }.dropFirst()) }

    /// A page in Markdown: English, then French, with the example and what the check says of it.
    ///
    /// - Parameter output: the findings as the check prints them, by language; left out where the caller has none.
    package static func markdown(_ page: Page, output: Bilingual? = nil) -> String {
        var out = "<!-- made from ProofPages: do not edit -->\n# `\(page.code.name)`\n\n"
        out += "*\(page.title.en)* · *\(page.title.fr)*\n\n"
        out += "## Why it matters\n\n\(page.reason.en)\n\n## The mend\n\n\(page.mend.en)\n\n"
        out += "## An example that gives it\n\n```yaml\n\(page.example)```\n\n"
        if let output { out += "```text\n\(output.en)```\n\n" }
        out += "## En français\n\n**Pourquoi.** \(page.reason.fr)\n\n**Que faire.** \(page.mend.fr)\n"
        if let output { out += "\n```text\n\(output.fr)```\n" }
        return out
    }

    /// The list of the pages.
    package static var index: String {
        var out = "<!-- made from ProofPages: do not edit -->\n# What the proofs find · Ce que trouvent les preuves\n\n"
        out += "Checking a pack proves what can be said of it without running it. Each finding has a page.\n"
        out += "Vérifier un service prouve ce qu’on peut en dire sans l’exécuter. Chaque constat a sa page.\n\n"
        for page in all { out += "- [`\(page.code.name)`](\(fileName(page))): \(page.title.en) · \(page.title.fr)\n" }
        return out
    }
}
