import Certificates
import CivilTime
import Diagnostics
import Fonts
import Localization
import PDF
import PDFExport
import Pages
import Styling
import Templating
import Typesetting
import XML

/// Sets the words that a field of a signed document shows: a visible signature, or an addendum. Keep one for a batch.
final class FieldAppearance {
    /// Of text in fields, from the size that is wished for to the smallest that is read well in print, in points.
    private static let addendumSizes = [10.0, 9.5, 9, 8.5, 8, 7.5, 7]
    private static let signatureSizes = [9.0, 8, 7, 6, 5, 4]

    /// Who signs, as people read it.
    struct Signatory {
        var name: String
        var licence: String?
        var date: SigningDate

        /// `Dre Zoé Côté, permis d’exercice 12345`.
        func words(_ language: Language) -> String {
            guard let licence else { return name }
            return name + (language == .french ? ", permis d’exercice\u{A0}" : ", licence\u{A0}") + licence
        }

        func moment(_ language: Language) -> String {
            LocalDateTime(epochSeconds: date.unixSeconds, offsetSeconds: date.offsetMinutes * 60)
                .map { DateFormat.dateTime($0, .long, language) } ?? date.iso8601
        }
    }

    private let language: Language
    private let styles: StyleEngine
    private let typesetter: Typesetter
    private let exporter = PDFExporter()

    init(_ language: Language) {
        self.language = language
        let fonts = FontLibrary()
        styles = StyleEngine(options: StyleOptions(fontLengths: fonts.lengths(of:)), load: { _, _ in nil })
        typesetter = Typesetter(fonts: fonts)
    }

    /// The language of a document, if its words are known; else the one that is given.
    static func language(of file: PDFFile, else language: Language) -> Language {
        file.resolve(file.catalog["Lang"]).textValue.flatMap(Language.init(tag:)) ?? language
    }

    /// Name, licence number and date; nil when they do not fit at any size that can be read.
    func signature(_ signatory: Signatory, width: Double, height: Double) throws(DiagnosticsError) -> PDFFragment? {
        var body = "<p>" + MarkupText.escaped(language == .french ? "Signé électroniquement par" : "Electronically signed by") + "</p>"
        body += "<p><b>\(MarkupText.escaped(signatory.name))</b></p>"
        if let licence = signatory.licence {
            body += "<p>" + MarkupText.escaped((language == .french ? "Permis d’exercice\u{A0}" : "Licence\u{A0}") + licence) + "</p>"
        }
        body += "<p>" + MarkupText.escaped(signatory.moment(language)) + "</p>"
        return try set(body, width: width, height: height, sizes: Self.signatureSizes)?.appearance
    }

    /// An addendum with its head and the words of its signature, as the field shows it and as its value says it; nil when it does not fit.
    func addendum(
        _ text: String, _ signatory: Signatory, width: Double, height: Double
    ) throws(DiagnosticsError) -> (text: String, appearance: PDFFragment)? {
        let title = language == .french ? "Addenda" : "Addendum"
        let moment = signatory.moment(language)
        let close = (language == .french ? "Signé électroniquement par " : "Electronically signed by ") + signatory.words(language)
        let paragraphs = Self.paragraphs(text)
        var body = "<p><b>\(title)</b> · \(MarkupText.escaped(moment))</p>"
        for paragraph in paragraphs { body += "<p>" + paragraph.map(MarkupText.escaped).joined(separator: "<br/>") + "</p>" }
        body += "<p>\(MarkupText.escaped(close))</p>"
        return try set(body, width: width, height: height, sizes: Self.addendumSizes)
    }

    /// Paragraphs are parted by empty lines; lines within them are kept.
    static func paragraphs(_ text: String) -> [[String]] {
        var paragraphs: [[String]] = [[]]
        for line in text.split(separator: /\r\n|\n|\r/, omittingEmptySubsequences: false) {
            let words = line.split(whereSeparator: { $0 == " " || $0 == "\t" }).joined(separator: " ")
            if words.isEmpty { paragraphs.append([]) } else { paragraphs[paragraphs.count - 1].append(words) }
        }
        return paragraphs.filter { !$0.isEmpty }
    }

    /// The first size at which everything stands on one page of the field's extent.
    ///
    /// - Returns: its words too, as they are shown: verifiers compare them with the field's value.
    private func set(
        _ body: String, width: Double, height: Double, sizes: [Double]
    ) throws(DiagnosticsError) -> (text: String, appearance: PDFFragment)? {
        for size in sizes {
            let sheet = """
                @page { size: \(width)pt \(height)pt; margin: 0 }
                html { font: \(size)pt/1.35 "Noto Sans", sans-serif; hyphens: none; overflow-wrap: anywhere }
                body { margin: 0; padding: 0 }
                p { margin: 0; text-align: left } p + p { margin-top: 0.35em }
                """
            let page = """
                <html xmlns="http://www.w3.org/1999/xhtml" lang="\(language.rawValue)"><head><title>–</title><style>\(sheet)</style></head>\
                <body>\(body)</body></html>
                """
            let source = SourceFile(id: SourceID(index: 0), path: "", bytes: Array(page.utf8))
            var (parsed, bag) = XMLParser().parse(source)
            try Self.rethrow(bag)
            guard var tree = parsed else { return nil }
            parsed = nil
            TypographicPass.apply(to: &tree)
            let (styled, styleFaults) = styles.style(tree)
            bag = styleFaults
            let (document, faults) = typesetter.typeset(styled, metadata: DocumentMetadata(title: "–", language: language.rawValue))
            bag.append(contentsOf: faults)
            try Self.rethrow(bag)
            if let document, document.pages.count == 1 { return (Self.words(of: tree), try exporter.appearance(document)) }
        }
        return nil
    }

    /// The paragraphs of a document, with their lines.
    private static func words(of tree: XMLTree) -> String {
        var paragraphs: [String] = []
        for node in tree.descendants(of: tree.document) where tree.isElement(node, .xhtml, "p") {
            var text = ""
            for child in tree.children(of: node) { text += tree.isElement(child, .xhtml, "br") ? "\n" : tree.textContent(of: child) }
            paragraphs.append(text)
        }
        return paragraphs.joined(separator: "\n\n")
    }

    /// Faults have no place in a file of the user.
    private static func rethrow(_ bag: DiagnosticBag) throws(DiagnosticsError) {
        guard bag.hasErrors else { return }
        var placeless = DiagnosticBag()
        for var diagnostic in bag.diagnostics where diagnostic.severity == .error {
            diagnostic.span = nil
            placeless.append(diagnostic)
        }
        throw DiagnosticsError(placeless)
    }
}
