import Diagnostics
import Testing

@testable import XML

/// Malformed and hostile documents: each ends with one diagnostic at the right place.
struct XMLFaultTests {
    /// Text, code, place, English message, French message.
    static let faults: [(String, String, String, String, String)] = [
        ("", "xml/empty", "1:1", "the file holds no element", "le fichier ne contient aucun élément"),
        ("<!-- x -->", "xml/empty", "1:1", "the file holds no element", "le fichier ne contient aucun élément"),
        ("<a>\n<b>x", "xml/unclosed-element", "2:1", "`<b>` is never closed", "`<b>` n'est jamais fermé"),
        ("<a>\n<b>x</a>", "xml/unclosed-element", "2:5", "`</a>` comes before the end of `<b>`", "`</a>` vient avant la fin de `<b>`"),
        ("<a><b>x</c></a>", "xml/unopened-element", "1:8", "`</c>` closes no open element", "`</c>` ne ferme aucun élément ouvert"),
        ("<a></a></b>", "xml/unopened-element", "1:8", "`</b>` closes no open element", "`</b>` ne ferme aucun élément ouvert"),
        ("<a>é &nbsp;</a>", "xml/unknown-entity", "1:6", "`&nbsp;` does not exist in XML", "`&nbsp;` n'existe pas en XML"),
        ("<a>&ampp;</a>", "xml/unknown-entity", "1:4", "the entity `&ampp;` is unknown", "l'entité `&ampp;` est inconnue"),
        ("<a>&amp x</a>", "xml/unknown-entity", "1:4", "`&amp` is not followed by `;`", "`&amp` n'est pas suivi de `;`"),
        ("<a>R & D</a>", "xml/stray-character", "1:6", "this `&` begins no reference", "ce `&` ne commence aucune référence"),
        ("<a b='x & y'/>", "xml/stray-character", "1:9", "this `&` begins no reference", "ce `&` ne commence aucune référence"),
        ("<a>1 < 2</a>", "xml/stray-character", "1:6", "this `<` begins no tag", "ce `<` ne commence aucune balise"),
        ("<a>x]]>y</a>", "xml/stray-character", "1:5", "`]]>` closes nothing here", "`]]>` ne ferme rien ici"),
        ("<a b='1' b='2'/>", "xml/duplicate-attribute", "1:10", "the attribute `b` is given twice", "l'attribut `b` est donné deux fois"),
        ("<a b/>", "xml/attribute", "1:4", "the attribute `b` has no value", "l'attribut `b` n'a pas de valeur"),
        (
            "<a b=c/>", "xml/attribute", "1:6", "the value of the attribute `b` is not in quotes",
            "la valeur de l'attribut `b` n'est pas entre guillemets droits"
        ),
        ("<a b='x<y'/>", "xml/attribute", "1:8", "`<` in the value of the attribute `b`", "`<` dans la valeur de l'attribut `b`"),
        (
            "<a b='1'c='2'/>", "xml/attribute", "1:9", "a space is missing before the attribute `c`",
            "il manque une espace avant l'attribut `c`"
        ),
        (
            "<a b='x", "xml/attribute", "1:6", "the value of the attribute `b` is never ended",
            "la valeur de l'attribut `b` n'est jamais terminée"
        ),
        ("<a>\n<g:if test='x'/></a>", "xml/undeclared-prefix", "2:1", "the prefix `g` is not declared", "le préfixe `g` n'est pas déclaré"),
        ("<a x:y='1'/>", "xml/undeclared-prefix", "1:4", "the prefix `x` is not declared", "le préfixe `x` n'est pas déclaré"),
        (
            "<a/><b/>", "xml/outside-root", "1:5", "`<b>` follows the end of the document, which has one root element",
            "`<b>` suit la fin du document, qui n'a qu'un élément racine"
        ),
        ("<a/> x", "xml/outside-root", "1:6", "text follows the end of the document", "du texte suit la fin du document"),
        ("x<a/>", "xml/outside-root", "1:1", "text stands before the first element", "du texte précède le premier élément"),
        ("{\\rtf1}", "xml/outside-root", "1:1", "text stands before the first element", "du texte précède le premier élément"),
        (
            " <?xml version='1.0'?><a/>", "xml/declaration", "1:2", "`<?xml …?>` is not at the very beginning of the file",
            "`<?xml …?>` n'est pas au tout début du fichier"
        ),
        (
            "<?xml version='1.0' encoding='ISO-8859-1'?>\n<a/>", "xml/encoding", "1:31", "the file is in `ISO-8859-1`, not UTF-8",
            "le fichier est en `ISO-8859-1`, pas en UTF-8"
        ),
        (
            "<!DOCTYPE html>\n<a/>", "xml/doctype", "1:1", "a template has no document type declaration",
            "un gabarit n'a pas de déclaration de type de document"
        ),
        (
            "<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>", "xml/doctype", "1:1", "a template has no document type declaration",
            "un gabarit n'a pas de déclaration de type de document"
        ),
        ("<a><!-- x", "xml/unfinished", "1:4", "`<!--` is never ended by `-->`", "`<!--` n'est jamais terminé par `-->`"),
        ("<a><!-- x -- y --></a>", "xml/comment", "1:11", "a comment may not contain `--`", "un commentaire ne peut pas contenir `--`"),
        (
            "<a><![CDATA[ x</a>", "xml/unfinished", "1:4", "`<![CDATA[` is never ended by `]]>`",
            "`<![CDATA[` n'est jamais terminé par `]]>`"
        ),
        ("<a><?x y</a>", "xml/unfinished", "1:4", "`<?` is never ended by `?>`", "`<?` n'est jamais terminé par `?>`"),
        ("<a\n<b/></a>", "xml/unfinished", "1:1", "the tag `<a` has no `>`", "la balise `<a` n'a pas de `>`"),
        ("<a></a", "xml/unfinished", "1:4", "the tag `</a` has no `>`", "la balise `</a` n'a pas de `>`"),
        (
            "<a>x\u{1}</a>", "xml/character", "1:5", "the control character U+0001 is not permitted",
            "le caractère de commande U+0001 n'est pas permis"
        ),
        ("<a>&#1;</a>", "xml/character", "1:4", "`&#1;` is not a permitted character", "`&#1;` n'est pas un caractère permis"),
        ("<a>&#xD800;</a>", "xml/character", "1:4", "`&#xD800;` is not a permitted character", "`&#xD800;` n'est pas un caractère permis"),
        ("<a b='1'?>", "xml/stray-character", "1:9", "`?` means nothing in the tag `<a>`", "`?` n'a pas de sens dans la balise `<a>`"),
    ]

    @Test(arguments: faults.indices) func fault(index: Int) throws {
        let (text, code, place, english, french) = Self.faults[index]
        var sources = SourceMap()
        let file = sources.add(path: "a.xhtml", text: text)
        let (tree, bag) = XMLParser().parse(file)
        #expect(tree == nil)
        let diagnostic = try #require(bag.diagnostics.first)
        #expect(bag.diagnostics.count == 1)
        #expect(diagnostic.code.name == code)
        #expect(diagnostic.message.en == english)
        #expect(diagnostic.message.fr == french)
        let position = file.position(at: diagnostic.span?.range.lowerBound ?? -1)
        #expect("\(position.line):\(position.column)" == place)
        #expect(XMLCodes.all.contains { $0.code == diagnostic.code })
    }

    @Test func golden() throws {
        var sources = SourceMap()
        let (_, bag) = XMLParser().parse(sources.add(path: "a.xhtml", text: "<html>\n  <p>Bonjour <b>toi\n  </p>\n</html>\n"))
        #expect(
            TextRenderer(sources: sources, language: .french).render(bag) == """
                a.xhtml:3:3: erreur[xml/unclosed-element]\u{A0}: `</p>` vient avant la fin de `<b>`
                 3 |   </p>
                   |   ^^^^
                  a.xhtml:2:14: `<b>` est ouvert ici
                 2 |   <p>Bonjour <b>toi
                   |              ^^
                  = conseil\u{A0}: ajoutez `</b>` avant `</p>`

                """)
    }

    @Test func hostileFilesEndWithADiagnostic() {
        let hostile: [(String, [UInt8])] = [
            ("xml/too-deep", Array(String(repeating: "<b>", count: 10_000).utf8)),
            ("xml/too-many-attributes", Array(("<a " + (0..<100_000).map { "a\($0)='' " }.joined() + "/>").utf8)),
            ("xml/encoding", [0xFF, 0xFE, 0x3C, 0x00]),
            ("xml/encoding", Array("<a>caf".utf8) + [0xE9] + Array("</a>".utf8)),
            ("xml/encoding", [0x3C, 0x61, 0xF4, 0x90, 0x80, 0x80]),
            ("xml/character", [0x3C, 0x61, 0x3E, 0x00, 0x3C, 0x2F, 0x61, 0x3E]),
        ]
        for (code, bytes) in hostile {
            var sources = SourceMap()
            let (tree, bag) = XMLParser().parse(sources.add(path: "a", bytes: bytes))
            #expect(tree == nil)
            #expect(bag.diagnostics.map(\.code.name) == [code])
        }
        var sources = SourceMap()
        let small = XMLParser(limits: XMLLimits(byteCount: 3, depth: 1, attributeCount: 1))
        #expect(small.parse(sources.add(path: "a", text: "<ab/>")).diagnostics.diagnostics.map(\.code.name) == ["xml/too-large"])
    }

    @Test func lenientModeStillRefusesDeclarations() {
        var sources = SourceMap()
        let laughs = "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>"
        let (tree, bag) = XMLParser(mode: .lenient).parse(sources.add(path: "a", text: laughs))
        #expect(tree == nil)
        #expect(bag.diagnostics.map(\.code.name) == ["xml/doctype"])
        let (other, unknown) = XMLParser(mode: .lenient).parse(sources.add(path: "b", text: "<!DOCTYPE html SYSTEM 'x'><a>&nbps;</a>"))
        #expect(other == nil)
        #expect(unknown.diagnostics.first?.hint?.en == "did you mean `&nbsp;`?")
    }

    /// Every prefix of a document, and every document with one byte changed, ends without a trap.
    @Test func mutilatedDocuments() {
        let text = "<?xml version='1.0'?><!--c--><a xmlns:g='u' b=\"1&lt;\"><g:c/>é&#65;<![CDATA[<]]><?p d?></a>"
        let bytes = Array(text.utf8)
        var count = 0
        for end in bytes.indices {
            var sources = SourceMap()
            let (tree, bag) = XMLParser().parse(sources.add(path: "a", bytes: Array(bytes[..<end])))
            #expect((tree == nil) == bag.hasErrors)
            for byte: UInt8 in [0, 0x3C, 0x3E, 0x26, 0x22, 0x27, 0x20, 0x2F, 0xC3, 0x5D] {
                var changed = bytes
                changed[end] = byte
                let (tree, bag) = XMLParser(mode: .lenient).parse(sources.add(path: "a", bytes: changed))
                #expect((tree == nil) == bag.hasErrors)
                if bag.diagnostics.contains(where: { $0.code == "xml/not-well-formed" }) {
                    count += 1
                    print("no words for:", String(decoding: changed, as: UTF8.self), bag.diagnostics.first?.notes.first?.en ?? "")
                }
            }
        }
        #expect(count < 40)
    }
}
