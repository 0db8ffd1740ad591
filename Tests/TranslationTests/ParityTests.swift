import Diagnostics
import Testing
import XML

@testable import Translation

struct ParityTests {
    static let french = """
        <h2 id="a">Réception de la demande</h2>
        <p>Le fournisseur reçoit une notification à 7 h 30.</p>
        <p>La demande paraît dans la liste de travail.</p>
        <ul>
        <li>l’accepter ;</li>
        <li>la retourner au répartiteur ;</li>
        <li>la transférer à un collègue.</li>
        </ul>
        <p>Le rapport est envoyé au demandeur.</p>
        <h2 id="b">Soutien</h2>
        <p>Composer le 418 555-1234, poste 22.</p>
        """
    static let english = """
        <h2 id="a">Receiving the request</h2>
        <p>The provider receives a notification at 7:30.</p>
        <p>The request appears in the worklist.</p>
        <ul>
        <li>accept it;</li>
        <li>return it to the dispatcher;</li>
        <li>transfer it to a colleague.</li>
        </ul>
        <p>The report is sent to the requester.</p>
        <h2 id="b">Support</h2>
        <p>Call 418-555-1234, ext. 22.</p>
        """

    @Test func bothSayTheSame() throws {
        #expect(try Sides(Self.french, Self.english).found == [])
    }

    /// A part that one language lost is told once, at the other’s line.
    @Test(arguments: [2, 3, 4, 6, 7, 8, 10, 11, 12], [true, false])
    func aLostPart(line: Int, isFrench: Bool) throws {
        var left = Self.french.split(separator: "\n").map(String.init)
        var right = Self.english.split(separator: "\n").map(String.init)
        if isFrench { left.remove(at: line - 2) } else { right.remove(at: line - 2) }
        let sides = try Sides(left.joined(separator: "\n"), right.joined(separator: "\n"))
        #expect(sides.found == ["parity/missing \(isFrench ? "x.en.xhtml" : "x.fr.xhtml"):\(line)"])
    }

    @Test(arguments: [
        ("à 7 h 30", "at 7:30"), ("à 14 h 30", "at 2:30 p.m."), ("de 8 h à 16 h", "from 8 a.m. to 4 p.m."),
        ("de 8 h à 16 h", "from 8 to 4 p.m."), ("1 234,5 mm", "1,234.5 mm"), ("1\u{A0}234,50 $", "$1,234.50"),
        ("25 % des cas", "25% of cases"), ("de 10 à 20 %", "10% to 20%"), ("le 21 novembre 2026", "on November 21, 2026"),
        ("le 1er mai 2026", "on May 1, 2026"), ("du 3 au 5 mai 2026", "May 3 to 5, 2026"), ("le 2e étage", "the 2nd floor"),
        ("les 48 h qui suivent", "the next 48 hours"), ("dans les 5 jours", "within five days"), ("deux fois par jour", "twice a day"),
        ("tous les deux", "both"), ("1 800 555-1234", "1-800-555-1234"), ("le formulaire AH-216", "form AH-216"),
        ("ouvert du lundi au vendredi", "open Monday to Friday"), ("2026-11-21", "2026-11-21"),
        ("écrire à aide@exemple.ca", "write to aide@exemple.ca"), ("vingt-quatre heures", "24 hours"), ("25 pour cent", "25 per cent"),
        ("à midi", "at 12 p.m."), ("12 000 personnes", "12,000 persons"), ("en novembre 2026", "in November 2026"),
    ])
    func sameNumbers(french: String, english: String) throws {
        #expect(try Sides("<p>\(french)</p>", "<p>\(english)</p>").found == [])
    }

    @Test(arguments: [
        ("à 7 h 30", "at 8:30"), ("à 14 h 30", "at 2:30 a.m."), ("1 234,5 mm", "1,234 mm"), ("25 % des cas", "35% of cases"),
        ("12,50 $", "$12.05"), ("le 21 novembre 2026", "on December 21, 2026"), ("le 1er mai", "on May 2"), ("trois jours", "four days"),
        ("dans les 5 jours", "within six days"), ("du lundi au vendredi", "Monday to Saturday"),
    ])
    func otherNumbers(french: String, english: String) throws {
        #expect(try Sides("<p>\(french)</p>", "<p>\(english)</p>").found == ["parity/number x.en.xhtml:2"])
    }

    @Test(arguments: [
        ("<p>Composer le 418 555-1234.</p>", "<p>Call 418-555-1235.</p>", "identifier"),
        ("<p>Le formulaire AH-216.</p>", "<p>Form AH-217.</p>", "identifier"),
        ("<p>Voir <g:ref to=\"a\"/>.</p>", "<p>See <g:ref to=\"b\"/>.</p>", "reference"),
        ("<p>Le délai : <g:value of=\"pack.days\"/>.</p>", "<p>The delay: five.</p>", "reference"),
        ("<p><a href=\"https://a.ca/x\">ici</a></p>", "<p><a href=\"https://b.ca/x\">here</a></p>", "link"),
        ("<p>Le <g:term>rapport</g:term> final.</p>", "<p>The final report.</p>", "term"),
        ("<p>Choisir <span class=\"button\">Ajouter</span>.</p>", "<p>Choose Add.</p>", "markup"),
        ("<p id=\"a\">Mot.</p>", "<p id=\"b\">Word.</p>", "identifier"),
        ("<h2>Le titre</h2>", "<h3>The heading</h3>", "structure"),
        ("<p class=\"intro\">Mot :</p>", "<p>Word:</p>", "structure"),
        ("<p>Accepter la demande de service.</p>", "<p>Accepter la demande de service.</p>", "untranslated"),
        ("<p>Le rapport.</p>", "<p>Le rapport est envoyé dans la journée au demandeur.</p>", "untranslated"),
        (
            "<g:for each=\"r\" in=\"service.reasons\"><p>Raison.</p></g:for>",
            "<g:for each=\"r\" in=\"service.forms\"><p>Reason.</p></g:for>", "reference"
        ),
        (
            "<figure><img src=\"a.fr.png\" alt=\"Écran\"/></figure>", "<figure><img src=\"b.en.png\" alt=\"Screen\"/></figure>", "image"
        ),
        (
            "<figure><img src=\"a.fr.png\" alt=\"La liste de travail ouverte\"/></figure>",
            "<figure><img src=\"a.en.png\" alt=\"La liste de travail ouverte\"/></figure>", "untranslated"
        ),
    ])
    func otherFacts(french: String, english: String, code: String) throws {
        #expect(try Sides(french, english).found == ["parity/\(code) x.en.xhtml:2"])
    }

    @Test(arguments: [
        (
            "<p>Voir <a href=\"https://exemple.ca/fr/aide\">l’aide</a>.</p>",
            "<p>See <a href=\"https://exemple.ca/en/aide\">the help</a>.</p>"
        ),
        ("<figure><img src=\"a.fr.png\" alt=\"Écran\"/></figure>", "<figure><img src=\"a.en.png\" alt=\"Screen\"/></figure>"),
        ("<h2>Index</h2>", "<h2>Index</h2>"),
        ("<p translate=\"no\">ipsum dolor sit amet</p>", "<p translate=\"no\">ipsum dolor sit amet</p>"),
        ("<p>Le <strong>bon</strong> mot.</p>", "<p>The right word.</p>"), ("<p>Microsoft Teams</p>", "<p>Microsoft Teams</p>"),
    ])
    func whatMayDiffer(french: String, english: String) throws {
        #expect(try Sides(french, english).found == [])
    }

    @Test func partsInAnotherOrder() throws {
        let parts = ["<p>Le rapport préliminaire est envoyé le 5 mai au demandeur.</p>", "<p>La téléconsultation commence à 8 h.</p>"]
        let others = ["<p>The preliminary report is sent on May 5 to the requester.</p>", "<p>The teleconsultation begins at 8 a.m.</p>"]
        let sides = try Sides(parts.joined(separator: "\n"), others.reversed().joined(separator: "\n"))
        #expect(sides.found == ["parity/order x.en.xhtml:3"])
    }

    // MARK: One file

    @Test func bothInOneFile() throws {
        let text = """
            <h2><g:fr>Le titre</g:fr><g:en>The heading</g:en></h2>
            <p><g:fr>Dans les 5 jours.</g:fr><g:en>Within 5 days.</g:en></p>
            <g:fr><p>Un paragraphe.</p></g:fr><g:en><p>A paragraph.</p></g:en>
            """
        #expect(try Sides(both: text).found == [])
        #expect(try Sides(both: text.replacing("Within 5 days", with: "Within 6 days")).found == ["parity/number x.xhtml:3"])
        #expect(try Sides(both: text.replacing("<g:en><p>A paragraph.</p></g:en>", with: "")).found == ["parity/missing x.xhtml:4"])
        #expect(try Sides(both: text.replacing("<g:en>The heading</g:en>", with: "")).found == ["parity/missing x.xhtml:2"])
    }

    // MARK: Records

    @Test func aChangedSource() throws {
        let record = try Sides(Self.french, Self.english).outcome.record
        #expect(try Sides(Self.french, Self.english, record: record).found == [])
        let changed = Self.french.replacing("est envoyé au", with: "est remis au")
        #expect(try Sides(changed, Self.english, record: record).found == ["parity/stale x.en.xhtml:10"])
        let both = Self.english.replacing("is sent to", with: "is handed to")
        #expect(try Sides(changed, both, record: record).found == [])
        let rewritten = try Sides(Self.french, both, record: record)
        #expect(rewritten.found == ["parity/rewritten x.en.xhtml:10"])
        #expect(!rewritten.outcome.findings.hasErrors)
    }

    /// What the record knows finds the lost one among paragraphs that look alike.
    @Test func aLostOneOfMany() throws {
        let words = ["un", "bon", "seul", "bel", "gros", "vif", "fin", "sec", "pur", "mou"]
        let left = (0..<30).map { "<p>\(words[$0 % 10]) \(words[$0 / 10]).</p>" }
        let right = (0..<30).map { "<p>w\(String(repeating: "o", count: $0 % 10))d \(String(repeating: "x", count: $0 / 10)).</p>" }
        let record = try Sides(left.joined(separator: "\n"), right.joined(separator: "\n")).outcome.record
        var cut = right
        cut.remove(at: 17)
        let sides = try Sides(left.joined(separator: "\n"), cut.joined(separator: "\n"), record: record)
        #expect(sides.found == ["parity/missing x.fr.xhtml:19"])
    }
}
