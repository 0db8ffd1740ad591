import CivilTime
import Diagnostics
@testable import Localization
import Testing
import YAML

/// Catalogues in two languages, and what is wrong with them.
struct CatalogueTests {
    static func load(_ french: String, _ english: String) -> (catalogue: MessageCatalogue, sources: SourceMap, bag: DiagnosticBag) {
        var sources = SourceMap()
        var catalogue = MessageCatalogue()
        var bag = DiagnosticBag()
        for (language, path, text) in [(Language.french, "fr-CA.yaml", french), (.english, "en-CA.yaml", english)] {
            let (node, faults) = YAMLParser().parse(sources.add(path: path, text: text))
            bag.append(contentsOf: faults)
            if let node { bag.append(contentsOf: catalogue.load(node, language: language)) }
        }
        bag.append(contentsOf: catalogue.checkParity())
        return (catalogue, sources, bag)
    }

    @Test func messagesInBothLanguages() throws {
        let (catalogue, _, bag) = Self.load(
            """
            report.title: Rapport
            report:
              pages: ".input {$n :integer} .match $n one {{{$n} page}} * {{{$n} pages}}"
              signed: "Signé le {$d :date length=long} par {#strong}{$name}{/strong}"
            """,
            """
            report.title: Report
            report.pages: ".input {$n :integer} .match $n one {{{$n} page}} * {{{$n} pages}}"
            report.signed: "Signed on {$d :date length=long} by {#strong}{$name}{/strong}"
            """)
        #expect(bag.isEmpty)
        #expect(catalogue.keys == ["report.pages", "report.signed", "report.title"])
        #expect(catalogue.text("report.title", .french) == "Rapport")
        #expect(catalogue.text("report.pages", .french, arguments: ["n": .number(DecimalNumber(Int64(0)))]) == "0 page")
        #expect(catalogue.text("report.pages", .english, arguments: ["n": .number(DecimalNumber(Int64(0)))]) == "0 pages")
        let moment = try #require(LocalDateTime(iso: "2026-11-01"))
        #expect(
            catalogue.text("report.signed", .french, arguments: ["d": .dateTime(moment), "name": .string("Ève")])
                == "Signé le 1er\u{A0}novembre 2026 par Ève")
    }

    @Test func layers() {
        var (house, sources, _) = Self.load("a: x\nb: y\n", "a: x\nb: y\n")
        let (pack, _, _) = Self.load("b: z\n", "b: z\n")
        house.merge(pack)
        #expect(house.text("a", .french) == "x")
        #expect(house.text("b", .french) == "z")
        house.add(key: "c", plainText: EmbeddedText(verbatim: "a {b}", source: sources.add(path: "p", text: "a {b}").id), language: .french)
        #expect(house.text("c", .french) == "a {b}")
    }

    /// French text, English text, then code and place of each fault.
    static let faults: [(String, String, [String])] = [
        ("a: x\nb: y\n", "a: x\n", ["fr-CA.yaml:2:1 catalogue/missing-translation"]),
        (
            "a: \"{$n}\"\n", "a: \"{$m}\"\n",
            ["fr-CA.yaml:1:5 catalogue/placeholder-mismatch", "en-CA.yaml:1:5 catalogue/placeholder-mismatch"]
        ),
        ("a: \"{#b}x{/b}\"\n", "a: x\n", ["en-CA.yaml:1:4 catalogue/placeholder-mismatch"]),
        ("a: \"x } y\"\n", "a: x\n", ["fr-CA.yaml:1:7 message/syntax"]),
        ("a: \"{$n\"\n", "a: x\n", ["fr-CA.yaml:1:5 message/syntax"]),
        ("a: \"{$n :nubmer}\"\n", "a: \"{$n}\"\n", ["fr-CA.yaml:1:9 message/unknown-function"]),
        ("a: \"{$d :date length=lnog}\"\n", "a: \"{$d}\"\n", ["fr-CA.yaml:1:15 message/bad-option"]),
        ("a: \"{$d :date lenght=long}\"\n", "a: \"{$d}\"\n", ["fr-CA.yaml:1:15 message/unknown-option"]),
        ("a: \".match $n one {{x}} * {{y}}\"\n", "a: x\n", ["fr-CA.yaml:1:5 message/missing-selector-annotation"]),
        ("a: \".input {$n :number} .match $n one {{x}}\"\n", "a: x\n", ["fr-CA.yaml:1:35 message/missing-fallback-variant"]),
        ("a: \".input {$n :number} .match $n un {{x}} * {{y}}\"\n", "a: x\n", ["fr-CA.yaml:1:35 message/bad-variant-key"]),
        ("a: \".imput {$n :number} {{x}}\"\n", "a: x\n", ["fr-CA.yaml:1:5 message/syntax"]),
        ("a: \"{#b}x\"\n", "a: \"{#b}x{/b}\"\n", ["fr-CA.yaml:1:5 message/unpaired-markup"]),
        ("a.b: x\na:\n  b: y\n", "a.b: x\n", ["fr-CA.yaml:3:3 catalogue/duplicate-key"]),
        ("a: [x]\n", "b: x\n", ["fr-CA.yaml:1:4 catalogue/shape", "en-CA.yaml:1:1 catalogue/missing-translation"]),
        ("é a: x\n", "b: x\n", ["fr-CA.yaml:1:1 catalogue/key", "en-CA.yaml:1:1 catalogue/missing-translation"]),
        ("- x\n", "b: x\n", ["fr-CA.yaml:1:1 catalogue/shape", "en-CA.yaml:1:1 catalogue/missing-translation"]),
    ]

    @Test(arguments: faults.indices) func fault(index: Int) {
        let (french, english, expected) = Self.faults[index]
        let (_, sources, bag) = Self.load(french, english)
        let found = bag.sorted.map { diagnostic in
            let file = diagnostic.span.flatMap { sources[$0.source] }
            let position = file?.position(at: diagnostic.span?.range.lowerBound ?? 0)
            return "\(file?.path ?? "?"):\(position?.line ?? 0):\(position?.column ?? 0) \(diagnostic.code.name)"
        }
        #expect(found == expected)
        for diagnostic in bag.diagnostics { #expect(LocalizationCodes.all.contains { $0.code == diagnostic.code }) }
    }

    @Test func golden() {
        let (_, sources, bag) = Self.load("a: >\n  Il y a {$n\n  :nubmer} pages\n", "a: \"There are {$n :number} pages\"\n")
        #expect(
            TextRenderer(sources: sources, language: .french).render(bag)
                == """
                fr-CA.yaml:3:3: erreur[message/unknown-function]\u{A0}: la fonction `:nubmer` n'existe pas
                 3 |   :nubmer} pages
                   |   ^^^^^^^
                  = conseil\u{A0}: vouliez-vous dire `:number`\u{202F}?

                """)
    }

    @Test func messagesNeverTrap() {
        let text = ".input {$n :number minimumFractionDigits=2 @a} .local $x = {|a\\||} .match $n one {{a {#b c=$x}{$x}{/b}}} * {{\\}}}"
        let scalars = Array(text.unicodeScalars)
        for end in scalars.indices {
            for replacement: Unicode.Scalar in ["{", "}", "|", "\\", "$", ":", "@", " ", "\u{200E}", "\0", "é", "*"] {
                var changed = scalars
                changed[end] = replacement
                for candidate in [changed, Array(changed[...end])] {
                    let source = String(String.UnicodeScalarView(candidate))
                    let (message, bag) = MessageParser.parse(EmbeddedText(verbatim: source, source: SourceID(index: 0)))
                    #expect((message == nil) == bag.hasErrors)
                    if let message {
                        _ = MessageFormatter(language: .french).string(message, arguments: ["n": .number(DecimalNumber(Int64(end)))])
                    }
                }
            }
        }
    }
}
