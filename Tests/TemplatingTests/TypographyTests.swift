import Diagnostics
import Testing
import XML

@testable import Templating

/// `~` stands for a no-break space, `_` for a thin one (U+202F).
enum TypographySupport {
    static func shown(_ text: String) -> String {
        String(text.unicodeScalars.map { $0.value == 0xA0 ? "~" : $0.value == 0x202F ? "_" : Character($0) })
    }

    static func typed(_ text: String) -> String {
        String(text.unicodeScalars.map { $0 == "~" ? "\u{A0}" : $0 == "_" ? "\u{202F}" : Character($0) })
    }

    static func tree(_ body: String, _ language: String) -> XMLTree {
        let text = "<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"\(language)\"><body>\(body)</body></html>"
        let (tree, bag) = XMLParser().parse(SourceFile(id: SourceID(index: 0), path: "a.xhtml", bytes: Array(text.utf8)))
        #expect(bag.isEmpty)
        return tree ?? XMLTree()
    }

    /// The body after the pass, with its markup.
    static func set(_ body: String, _ language: String) -> String {
        var tree = tree(typed(body), language)
        TypographicPass.apply(to: &tree)
        let all = String(decoding: XMLSerializer().serialize(tree), as: UTF8.self)
        let parts = all.split(separator: "<body>", maxSplits: 1).flatMap { $0.split(separator: "</body>") }
        return shown(parts.count > 1 ? String(parts[1]) : all)
    }
}

private func french(_ text: String) -> String { TypographySupport.set(text, "fr-CA") }
private func english(_ text: String) -> String { TypographySupport.set(text, "en-CA") }

@Suite struct FrenchTypographyTests {
    @Test(arguments: [
        // Punctuation.
        ("Nom : Roy", "Nom~: Roy"), ("Nom: Roy", "Nom~: Roy"), ("Nom:", "Nom~:"), ("<b>Nom</b> :", "<b>Nom</b>~:"),
        ("<b>Nom :</b> Roy", "<b>Nom~:</b> Roy"), ("<b>Nom </b>: Roy", "<b>Nom~</b>: Roy"), ("Quoi ?", "Quoi_?"), ("Quoi?", "Quoi_?"),
        ("Quoi ?!", "Quoi_?!"), ("Non !!! Oui", "Non_!!! Oui"), ("un ; deux", "un_; deux"), ("un; deux", "un_; deux"),
        ("à 14:30 précises", "à 14:30 précises"), ("voir https://a.ca/?x=1;y : fin", "voir https://a.ca/?x=1;y~: fin"),
        ("(https://a.ca/x?)", "(https://a.ca/x?)"), ("mailto:a@b.ca", "mailto:a@b.ca"), ("ratio 3:1", "ratio 3:1"), ("(?)", "(?)"),
        ("Nom~: Roy", "Nom~: Roy"), ("mot~;", "mot_;"), ("mot_:", "mot~:"), ("mot_; mot", "mot_; mot"), ("a\n  : b", "a~: b"),
        ("a::b", "a::b"), ("?", "?"), (": mot", ": mot"), ("(mot !)", "(mot_!)"), ("mot !, mot", "mot_!, mot"), ("C:\\x", "C:\\x"),
        // Quotes.
        ("le mot \"usage\" ici", "le mot «~usage~» ici"), ("« usage »", "«~usage~»"), ("«usage»", "«~usage~»"),
        ("l'\"usage\"", "l’«~usage~»"), ("il dit \"le \"mot\" juste\" ici", "il dit «~le “mot” juste~» ici"),
        ("« le \"mot\" »", "«~le “mot”~»"), ("un \"mot\".", "un «~mot~»."), ("un écran de 15\" ici", "un écran de 15\" ici"),
        ("un \"mot sans fin", "un \"mot sans fin"), ("<i>\"mot</i> b\"", "<i>«~mot</i> b~»"), ("\"Quoi ?\"", "«~Quoi_?~»"),
        ("“mot”", "“mot”"),
        // Apostrophes and dots.
        ("l'usager d'ici", "l’usager d’ici"), ("aujourd'hui", "aujourd’hui"), ("5' 10", "5' 10"), ("L'<b>un</b>", "L’<b>un</b>"),
        ("attendre...", "attendre…"), ("attendre....", "attendre...."), ("../a", "../a"), ("l’usager", "l’usager"),
        // Dashes.
        ("un mot - une incise", "un mot – une incise"), ("un mot -- une incise", "un mot – une incise"), ("peut-être", "peut-être"),
        ("--lenient", "--lenient"), ("5 - 3", "5 - 3"), ("2026-11-21", "2026-11-21"), ("a---b", "a—b"), ("— Bonjour", "—~Bonjour"),
        // Numbers.
        ("12 345,67 m", "12~345,67~m"), ("1 000 000 $", "1~000~000~$"), ("12,50 $", "12,50~$"), ("25 %", "25~%"), ("5 mg", "5~mg"),
        ("37,5 °C", "37,5~°C"), ("80 mmHg", "80~mmHg"), ("25 M$", "25~M$"), ("3 millions $", "3~millions~$"), ("5 mg/L", "5~mg/L"),
        ("en 2026 123 cas", "en 2026 123 cas"), ("5 cas", "5 cas"), ("5 s'il", "5 s’il"), ("a &lt; 5", "a &lt;~5"), ("10 × 20", "10~×~20"),
        ("2026", "2026"), ("dossier 12-3456 789", "dossier 12-3456 789"), ("50&#xA0;%", "50~%"),
        // Dates and times.
        ("le 21 novembre 2026", "le 21~novembre~2026"), ("le 1er novembre", "le 1<sup>er</sup>~novembre"),
        ("le 1<sup>er</sup> mai", "le 1<sup>er</sup>~mai"), ("14 h 30", "14~h~30"), ("9 h", "9~h"), ("2 h 5 min 3 s", "2~h~5~min~3~s"),
        ("2026-11-21 à 8 h 5", "2026-11-21 à 8~h~5"), ("la 2e fois", "la 2<sup>e</sup> fois"),
        ("la 1re et le 2d", "la 1<sup>re</sup> et le 2<sup>d</sup>"),
        ("code a2e", "code a2e"), ("1er", "1<sup>er</sup>"), ("2e-3e", "2e-3e"), ("21 mai-juin", "21~mai-juin"),
        // Phones, titles, references.
        ("418 555-1234, poste 22", "418~555-1234, poste~22"), ("1 833 564-0404", "1~833~564-0404"), ("M. Roy", "M.~Roy"),
        ("Mme Roy et Dr Côté", "Mme~Roy et Dr~Côté"), ("Dre Élie", "Dre~Élie"), ("Me Roy", "Me~Roy"),
        ("Dr <bdi>שרה</bdi>", "Dr~<bdi>שרה</bdi>"), ("M. ᐃᓄᒃ", "M.~ᐃᓄᒃ"), ("Dr de la Tour", "Dr de la Tour"),
        ("p. 3", "p.~3"), ("(p. 3)", "(p.~3)"), ("no 5", "n<sup>o</sup>~5"), ("no~5", "n<sup>o</sup>~5"), ("art. 8", "art.~8"),
        ("drap. 3", "drap. 3"),
        ("NAM ABCD 1234 5678", "NAM~ABCD~1234~5678"), ("ABCD 1234 567", "ABCD 1234 567"),
        // What is not the author's.
        ("<code>a : b</code>", "<code>a : b</code>"), ("<pre>a : b</pre>", "<pre>a : b</pre>"),
        ("<kbd>\"a\"</kbd> ?", "<kbd>\"a\"</kbd>_?"),
        ("<bdi>L'Heureux ?</bdi> : oui", "<bdi>L'Heureux ?</bdi>~: oui"), ("<bdi>5</bdi> mg", "<bdi>5</bdi>~mg"),
        ("<span translate=\"no\">a : <b>b ?</b></span> ?", "<span translate=\"no\">a : <b>b ?</b></span>_?"),
        ("<address>1, rue d'Eu : 12 345</address>", "<address>1, rue d'Eu : 12 345</address>"),
        ("<bdi>Dr</bdi> <bdi>Roy</bdi>", "<bdi>Dr</bdi>~<bdi>Roy</bdi>"),
        // Languages inside.
        ("oui : <span lang=\"en\">say \"no\" : no</span> : ici", "oui~: <span lang=\"en\">say “no”: no</span>~: ici"),
        ("<span lang=\"es\">a : b</span>", "<span lang=\"es\">a : b</span>"),
        ("<p>a</p><p>: b</p>", "<p>a</p><p>: b</p>"), ("a<br/>: b", "a<br/>: b"),
    ])
    func table(_ source: String, _ expected: String) {
        #expect(french(source) == expected)
        #expect(TypographySupport.set(expected, "fr-CA") == expected, "again")
    }

    @Test func languagesByTag() {
        #expect(TypographySupport.set("a : b", "fr") == "a~: b")
        #expect(TypographySupport.set("a : b", "FR-ca") == "a~: b")
        #expect(TypographySupport.set("a : b", "fr-FR") == "a : b")
        #expect(TypographySupport.set("a : b", "") == "a : b")
    }
}

@Suite struct EnglishTypographyTests {
    @Test(arguments: [
        ("Name : Roy", "Name: Roy"), ("What ?", "What?"), ("Name: Roy", "Name: Roy"), ("a :-) b", "a :-) b"), ("25%", "25%"),
        ("25 %", "25~%"),
        ("5 mg", "5~mg"), ("12 345.67", "12~345.67"), ("12,345.67", "12,345.67"), ("$12.50", "$12.50"), ("2:30 p.m.", "2:30~p.m."),
        ("9 am", "9~am"),
        ("November 21, 2026", "November~21,~2026"), ("Nov. 21", "Nov.~21"), ("May 2026", "May~2026"),
        ("21 November 2026", "21~November~2026"),
        ("418-555-1234, ext. 22", "418-555-1234, ext.~22"), ("418 555-1234", "418~555-1234"), ("Mr. Roy", "Mr.~Roy"),
        ("Dr. Roy and Ms. Lee", "Dr.~Roy and Ms.~Lee"),
        ("p. 3", "p.~3"), ("No. 5", "No.~5"), ("no 5", "no 5"), ("don't", "don’t"), ("the patients' rights", "the patients’ rights"),
        ("the '90s", "the ’90s"),
        ("the 1990's", "the 1990’s"), ("say \"no\"", "say “no”"), ("say \"he said 'no' twice\"", "say “he said ‘no’ twice”"),
        ("'tis", "’tis"),
        ("say 'no' now", "say ‘no’ now"), ("a 15\" screen", "a 15\" screen"), ("(\"no\")", "(“no”)"), ("wait...", "wait…"),
        ("a - b", "a – b"),
        ("one--two", "one—two"), ("1st 2nd", "1st 2nd"), ("HIN ABCD 1234 5678", "HIN~ABCD~1234~5678"),
        ("<bdi>Jo's ?</bdi> !", "<bdi>Jo's ?</bdi>!"),
        ("http://a.ca/x's : b", "http://a.ca/x's: b"), ("“no”", "“no”"), ("<q>no</q> ?", "<q>no</q>?"), ("of 2020 in", "of 2020 in"),
        ("5' 10\"", "5' 10\""),
        ("rock 'n' roll", "rock ‘n’ roll"), ("\"a\" 'b'", "“a” ‘b’"),
    ])
    func table(_ source: String, _ expected: String) {
        #expect(english(source) == expected)
        #expect(TypographySupport.set(expected, "en-CA") == expected, "again")
    }
}

@Suite struct TypographyPropertyTests {
    /// A pass over what a pass made changes nothing, whatever was typed.
    @Test(arguments: ["fr-CA", "en-CA"])
    func isIdempotent(_ language: String) {
        let pieces = [
            " ", " ", " ", "~", "_", "\"", "\"", "'", "'", ":", ";", "!", "?", ".", "...", ",", "-", "--", "---", "«", "»", "“", "”", "‘",
            "’", "(", ")",
            "mot", "l", "d", "M.", "Mme", "Roy", "no", "p.", "12", "345", "1er", "2e", "2026", "novembre", "November", "h", "30", "mg", "%",
            "$",
            "ABCD", "1234", "5678", "NAM", "é", "–", "—", "…", "https://a.ca/?x", "<b>", "<bdi>L'a ?</bdi>", "<i>", "<sup>e</sup>",
            "<code>\"</code>",
        ]
        var state: UInt64 = language == "fr-CA" ? 1 : 2
        func next(_ limit: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(truncatingIfNeeded: state >> 33) % limit
        }
        var failures = 0
        for _ in 0..<4_000 {
            var body = "<p>"
            var open: [String] = []
            for _ in 0..<(1 + next(14)) {
                let piece = pieces[next(pieces.count)]
                body += piece
                if piece == "<b>" { open.append("</b>") } else if piece == "<i>" { open.append("</i>") }
                if !open.isEmpty, next(3) == 0 { body += open.removeLast() }
            }
            while let end = open.popLast() { body += end }
            body += "</p>"
            let once = TypographySupport.set(body, language)
            let twice = TypographySupport.set(once, language)
            #expect(once == twice, "\(body)")
            failures += once == twice ? 0 : 1
            if failures > 8 { return }
            // Data and code come out as they went in.
            #expect(count("L'a ?", once) == count("L'a ?", body))
            #expect(count("https://a.ca/?x", once) == count("https://a.ca/?x", body))
        }
    }

    private func count(_ needle: String, _ text: String) -> Int {
        text.split(separator: needle, omittingEmptySubsequences: false).count - 1
    }
}

@Suite struct TemplateTypographyTests {
    /// Data come out as they are, isolated or not; an author's words, and labels that say they are, follow the rules.
    @Test func dataAreNeverTouched() {
        var harness = Harness(
            "<title>l'un : <g:value of='person.name'/></title><p>Nom : <g:value of='person.name'/> ?</p>"
                + "<p>d'ici : <g:value of='person.name' isolate='no'/></p><p><g:value of='person.name' authored='yes'/></p>")
        let person: Harness.Datum = ["name": "L'Heureux ?", "born": "1950-11-01", "tags": [], "isActive": true]
        #expect(
            TypographySupport.shown(harness.expand(["person": person]))
                == "<title>l'un : L'Heureux ?</title><p>Nom~: <bdi>L'Heureux ?</bdi>_?</p><p>d’ici~: L'Heureux ?</p><p>L’Heureux_?</p>")
    }

    @Test func authoredIsYesOrNo() {
        let harness = Harness("<p><g:value of='n' authored='maybe'/></p>")
        #expect(harness.findings.map { $0.split(separator: " ").last } == ["template/attribute-value"])
    }

    /// Raised letters are new elements: nodes still lie in the order of the document.
    @Test func nodesStayInOrder() {
        var tree = TypographySupport.tree("<p>le 1er mai, la 2e fois<b>x</b></p><p>no 5</p>", "fr")
        TypographicPass.apply(to: &tree)
        #expect(tree.descendants(of: tree.document).map(\.index) == Array(1..<Int32(tree.nodeCount)))
        #expect(tree.nodeCount == 18)
    }
}
