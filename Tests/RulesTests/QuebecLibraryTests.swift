import CEL
import CivilTime
import Diagnostics
import Foundation
import Testing
import YAML

/// The functions of `Locales/regions/quebec.yaml`, called as conditions call them.
@Suite struct QuebecLibraryTests {
    private static let environment: CELEnvironment? = try? RegionLibrary.environment(named: "quebec")

    private func value(_ text: String) throws -> Value {
        let environment = try #require(Self.environment)
        let (program, bag) = environment.compile(EmbeddedText(verbatim: text, source: SourceID(index: 0)), expecting: nil)
        #expect(!bag.hasErrors, "\(text) \(bag.sorted.map(\.message.en))")
        return try #require(program).evaluate([:])
    }

    @Test func everyFunctionIsCheckedAndLabelled() throws {
        #expect(try RegionLibrary.functions(named: "quebec").count == 19)
        #expect(try RegionLibrary.environment(named: "quebec").variables.isEmpty)
    }

    @Test(arguments: [
        ("nam.isValid('TREM85531299')", true), ("nam.isValid('trem 8553 1299')", true), ("nam.isValid(' TREM-8553-1299 ')", true),
        ("nam.isValid('TREM85631299')", false), ("nam.isValid('TREM85131299')", false), ("nam.isValid('TREM85503299')", false),
        ("nam.isValid('TREM85533299')", false), ("nam.isValid('TRE885531299')", false), ("nam.isValid('TREM8553129')", false),
        ("nam.isValid('')", false), ("nam.isValid('TREM00522999')", true), ("nam.isValid('TREM01522999')", false),
        ("nam.isValid('TREM85531299X')", false),
        ("nam.agreesWithName('TREM85531299', 'Tremblay', 'Marie')", true),
        ("nam.agreesWithName('TREM85531299', 'Trépanier', 'Émile')", false),
        ("nam.agreesWithName('TREE85031299', 'Trépanier', 'Émile')", true),
        ("nam.agreesWithName('DAMJ85031299', \"D'Amours\", 'Jean')", true),
        ("nam.agreesWithName('DAMJ85031299', 'D’Amours', 'Jean-Guy')", true),
        ("nam.agreesWithName('SAIA85031299', 'Saint-Pierre', 'André')", true),
        ("nam.agreesWithName('STPA85031299', 'St-Pierre', 'André')", true),
        ("nam.agreesWithName('DELL85031299', 'De la Tour', 'Luc')", true),
        ("nam.agreesWithName('NGXT85031299', 'Ng', 'Thị')", true), ("nam.agreesWithName('OXXI85031299', 'O', 'Ian')", true),
        ("nam.agreesWithName('LOEA85031299', 'Lœuf', 'Anne')", true), ("nam.agreesWithName('OBRK85031299', 'O’Brien', 'Kim')", true),
        ("nam.agreesWithName('TREM85531299', 'tremblay', 'MARIE')", true), ("nam.agreesWithName('XXXX85031299', 'ᐃᓄᒃ', 'ᐊ')", false),
        ("nam.agreesWithName('XXXX85031299', '', '')", false), ("nam.agreesWithName('MULJ85031299', 'Müller', 'Jörg')", true),
        ("nam.agreesWithName('TREM8553', 'Tremblay', 'Marie')", true),
        ("nam.agreesWithName('BEAM85531299', 'Beaulieu-Roy', 'Marie-Ève')", true),
        ("nam.agreesWithBirthDate('TREM85531299', '1985-03-12')", true), ("nam.agreesWithBirthDate('TREM85531299', '1985-03-13')", false),
        ("nam.agreesWithBirthDate('TREJ85031299', '1985-03-12')", true), ("nam.agreesWithBirthDate('TREJ85121299', '1985-12-12')", true),
        ("nam.agreesWithBirthDate('TREJ85621299', '1985-12-12')", true), ("nam.agreesWithBirthDate('TREJ85621299', '2085-12-12')", true),
        ("nam.agreesWithBirthDate('abc', '1985-12-12')", false), ("nam.agreesWithBirthDate('TREJ85621299', 'hier')", false),
        ("nam.agreesWithSex('TREM85531299', 'female')", true), ("nam.agreesWithSex('TREM85531299', 'male')", false),
        ("nam.agreesWithSex('TREM85031299', 'male')", true), ("nam.agreesWithSex('TREM85031299', 'unknown')", true),
        ("nam.agreesWithSex('TREM', 'female')", false),
        ("card.isValidOn('2026-11', '2026-11-30')", true), ("card.isValidOn('2026-11', '2026-12-01')", false),
        ("card.isValidOn('2024-02', '2024-02-29')", true), ("card.isValidOn('2026-13', '2026-11-30')", false),
        ("card.isValidOn('', '2026-11-30')", false),
        ("phone.isValid('418 555-0142')", true), ("phone.isValid('(418) 555-0142')", true), ("phone.isValid('418.555.0142')", true),
        ("phone.isValid('4185550142')", true), ("phone.isValid('1 418 555-0142')", true), ("phone.isValid('+1 418 555 0142')", true),
        ("phone.isValid('418\u{A0}555-0142, poste\u{A0}22')", true), ("phone.isValid('418-555-0142 ext. 22')", true),
        ("phone.isValid('418-555-0142 x22')", true),
        ("phone.isValid('1 833 564-0404')", true), ("phone.isValid('118 555-0142')", false), ("phone.isValid('411 555-0142')", false),
        ("phone.isValid('498 555-0142')", false), ("phone.isValid('378 555-0142')", false), ("phone.isValid('968 555-0142')", false),
        ("phone.isValid('418 155-0142')", false), ("phone.isValid('418 911-0142')", false), ("phone.isValid('418 555-014')", false),
        ("phone.isValid('555-0142')", false), ("phone.isValid('+33 1 42 68 53 00')", false), ("phone.isValid('418 555-CHAT')", false),
        ("phone.isValid('911')", false), ("phone.isValid('')", false), ("phone.isValid('Jean 418 555-0142')", false),
        ("phone.isValid('418 555-0142 418 555-0143')", false),
        ("phone.isTollFree('1 833 564-0404')", true), ("phone.isTollFree('418 555-0142')", false),
        ("phone.isFaxNumber('418 555-0142')", true), ("phone.isFaxNumber('418 555-0142 poste 2')", false),
    ])
    func answers(text: String, expected: Bool) throws {
        #expect(try value(text) == .bool(expected), "\(text)")
    }

    @Test(arguments: [
        ("nam.normalized(' trém 8553-1299 ')", "TREM85531299"), ("nam.format('trem85531299')", "TREM 8553 1299"),
        ("nam.format(' TREM ')", "TREM"),
        ("nam.letters('Ng', 'Ève')", "NGXE"), ("nam.birth('TREM85621299')", "85-12-12"), ("nam.birth('TREM')", ""),
        ("nam.sex('TREM85531299')", "female"), ("nam.sex('TREJ85031299')", "male"), ("nam.sex('TREJ')", ""),
        ("nam.birthDate('TREM 8553 1299', '2026-11-21')", "1985-03-12"), ("nam.birthDate('TREM11531299', '2026-11-21')", "2011-03-12"),
        ("nam.birthDate('TREM26612199', '2026-11-21')", "2026-11-21"), ("nam.birthDate('TREM26612299', '2026-11-21')", "1926-11-22"),
        ("nam.birthDate('TREM27510199', '2026-11-21')", "1927-01-01"), ("nam.birthDate('TREM85531299', '1999-12-31')", "1985-03-12"),
        ("nam.birthDate('TREM99531299', '2005-12-31')", "1999-03-12"), ("nam.birthDate('TREM00522999', '2026-11-21')", "2000-02-29"),
        ("card.lastDay('2026-11')", "2026-11-30"), ("card.lastDay('2028-02')", "2028-02-29"),
        ("phone.extension('418 555-0142, poste 22')", "22"), ("phone.extension('418 555-0142 Poste\u{A0}4412')", "4412"),
        ("phone.extension('418-555-0142 ext. 7')", "7"), ("phone.extension('418-555-0142x7')", "7"),
        ("phone.extension('418-555-0142 #7')", "7"),
        ("phone.extension('418 555-0142')", ""), ("phone.normalized('(418) 555-0142 poste 22')", "+14185550142;ext=22"),
        ("phone.normalized('1-418-555-0142')", "+14185550142"), ("phone.normalized('bonjour')", ""),
        ("phone.format('4185550142', 'fr')", "418\u{A0}555-0142"), ("phone.format('4185550142', 'en')", "418-555-0142"),
        ("phone.format('418-555-0142 x22', 'fr')", "418\u{A0}555-0142, poste\u{A0}22"),
        ("phone.format('418 555-0142 poste 22', 'en')", "418-555-0142, ext.\u{A0}22"),
        ("phone.format('18335640404', 'fr')", "1\u{A0}833\u{A0}564-0404"), ("phone.format('18335640404', 'en')", "1-833-564-0404"),
        ("phone.format('+1 418 555 0142', 'fr')", "418\u{A0}555-0142"), ("phone.format(' bientôt ', 'fr')", "bientôt"),
    ])
    func texts(text: String, expected: String) throws {
        #expect(try value(text) == .string(expected), "\(text)")
    }

    @Test func aTextThatIsNoNumberHasNoBirthDate() throws {
        guard case .error(let error) = try value("nam.birthDate('TREM', '2026-11-21')") else {
            Issue.record("there is a birth date")
            return
        }
        #expect(error.message.en.contains("is not a day of the calendar"))
    }

    /// Law: the number made of names, sex and birth date agrees with them, and gives them back.
    @Test func numbersThatAreMadeAgree() throws {
        let names = [("Tremblay", "Marie"), ("D’Amours", "Élise"), ("Ng", "Ý"), ("Saint-Onge", "Jean-Luc"), ("Bélanger", "Zoé")]
        let today = try #require(CivilDate("2026-11-21"))
        var day = try #require(today.adding(years: -99))
        var index = 0
        while day <= today {
            let (family, given) = names[index % names.count]
            let isFemale = index % 2 == 0
            let month = day.month + (isFemale ? 50 : 0)
            let digits = [day.year % 100, month, day.day, index % 100].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined()
            let number = "nam.letters('\(family)', '\(given)') + '\(digits)'"
            let laws = [
                "nam.isValid(x)", "nam.agreesWithName(x, '\(family)', '\(given)')", "nam.agreesWithBirthDate(x, '\(day.text)')",
                "nam.agreesWithSex(x, '\(isFemale ? "female" : "male")')", "!nam.agreesWithSex(x, '\(isFemale ? "male" : "female")')",
                "nam.birthDate(x, '\(today.text)') == '\(day.text)'", "nam.normalized(nam.format(x)) == x",
            ]
            #expect(try value("cel.bind(x, \(number), \(laws.joined(separator: " && ")))") == .bool(true), "\(number) \(day)")
            day = try #require(day.adding(days: 211))
            index += 1
        }
    }

    /// Law: what is shown is read again as the same number.
    @Test func numbersThatAreShownAreReadAgain() throws {
        for area in ["418", "514", "819", "833", "800"] {
            for tail in ["", " poste 4", " ext. 1234567", "x99"] {
                for language in ["fr", "en"] {
                    let number = "'\(area) 656-2131\(tail)'"
                    #expect(
                        try value("phone.normalized(phone.format(\(number), '\(language)')) == phone.normalized(\(number))") == .bool(true),
                        "\(number)")
                }
            }
        }
    }
}

/// A file of `Locales/regions` read without a pack.
enum RegionLibrary {
    static func functions(named name: String) throws -> [FunctionDeclaration] {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let text = try String(contentsOf: root.appendingPathComponent("Locales/regions/\(name).yaml"), encoding: .utf8)
        var sources = SourceMap()
        let (top, bag) = YAMLParser().parse(sources.add(path: "\(name).yaml", text: text))
        #expect(!bag.hasErrors)
        let node = try #require(top)
        var found: [FunctionDeclaration] = []
        for entry in try #require(node["functions"]?.mapping) {
            #expect(entry.value["label"]?["fr"]?.text != nil && entry.value["label"]?["en"]?.text != nil, "\(entry.key)")
            var parameters: [FunctionDeclaration.Parameter] = []
            for parameter in entry.value["parameters"]?.mapping ?? [] {
                parameters.append(.init(parameter.key, .string))
            }
            let isBoolean = entry.value["returns"]?.text?.text == "boolean"
            var environment = CELEnvironment(functions: found)
            for parameter in parameters { environment = environment.adding(variable: parameter.name, type: parameter.type) }
            let text = try #require(entry.value["value"]?.text)
            let (program, problems) = environment.compile(text, expecting: isBoolean ? .bool : .string)
            #expect(problems.isEmpty, "\(entry.key): \(problems.sorted.map(\.message.en))")
            found.append(FunctionDeclaration(entry.key, parameters: parameters, body: try #require(program)))
        }
        return found
    }

    static func environment(named name: String) throws -> CELEnvironment { CELEnvironment(functions: try functions(named: name)) }
}
