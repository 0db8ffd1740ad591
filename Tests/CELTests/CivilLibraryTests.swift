import CivilTime
import Diagnostics
import Testing

@testable import CEL

@Suite struct CivilLibraryTests {
    private func value(_ text: String, _ environment: CELEnvironment = CELEnvironment()) throws -> Value {
        let (program, bag) = environment.compile(EmbeddedText(verbatim: text, source: SourceID(index: 0)), expecting: nil)
        #expect(bag.isEmpty, "\(text)")
        return try #require(program).evaluate([:])
    }

    @Test(arguments: CivilLibrary.functions.map(\.name) + BusinessLibrary.examples.map(\.name))
    func examplesHold(name: String) throws {
        let environment = CELEnvironment(functions: BusinessLibrary.examples)
        let function = try #require((CivilLibrary.functions + BusinessLibrary.examples).first { $0.name == name })
        let documentation = try #require(function.documentation)
        #expect(!documentation.examples.isEmpty)
        #expect(documentation.parameters.count == function.overloads[0].parameters.count)
        for example in documentation.examples { #expect(try value(example.expression, environment).text == example.value) }
    }

    @Test(arguments: [
        ("date.isValid('2024-02-29')", "true"), ("date.isValid('hier')", "false"), ("date.isMonth('2026-13')", "false"),
        ("date.add('2026-03-01', -1)", "\"2026-02-28\""), ("date.days('2026-03-01', '2026-02-01')", "-28"),
        ("date.endOfMonth('2024-02-10')", "\"2024-02-29\""), ("date.age('2000-02-29', '2025-02-28')", "24"),
        ("date.age('2026-11-21', '2026-11-21')", "0"), ("date.weekday('2026-11-22')", "7"), ("date.year('2026-11')", "2026"),
        ("date.of(timestamp('2026-11-21T04:59:59Z'), 'America/Toronto')", "\"2026-11-20\""),
        ("date.at('2026-03-08', '02:30', 'America/Toronto')", "timestamp(\"2026-03-08T07:30:00Z\")"),
        ("date.at('2026-11-01', '01:30', 'America/Toronto')", "timestamp(\"2026-11-01T05:30:00Z\")"),
        ("date.at('2026-11-01', '01:30', '-05:00')", "timestamp(\"2026-11-01T06:30:00Z\")"),
        ("text.withoutAccents('ÉÈÊËÀÂÇÎÏÔÛÙÜŸ ŒÆ œæ ß ø ł')", "\"EEEEAACIIOUUUY OEAE oeae ss o l\""),
        ("text.withoutAccents('E\u{301}lise')", "\"Elise\""), ("text.withoutAccents('Nguyễn Thị Ánh')", "\"Nguyen Thi Anh\""),
        ("text.withoutAccents('ᐃᓄᒃ')", "\"ᐃᓄᒃ\""), ("text.letters('Saint-Jean, l’aîné (3e)')", "\"SaintJeanlaînée\""),
        ("text.digits('٤١٨ ５５５')", "\"418555\""), ("text.digits('')", "\"\""),
    ])
    func values(text: String, expected: String) throws {
        #expect(try value(text).text == expected)
    }

    @Test(arguments: [
        ("date.add('2026-02-30', 1)", "`2026-02-30` n’est pas un jour du calendrier (AAAA-MM-JJ)"),
        ("date.add('9999-12-31', 1)", "le résultat de `date.add` sort des années 1 à 9999"),
        ("date.addMonths('2026-01-01', 9223372036854775807)", "le résultat de `date.addMonths` sort des années 1 à 9999"),
        ("date.addYears('2026-01-01', -9223372036854775807)", "le résultat de `date.addYears` sort des années 1 à 9999"),
        ("date.endOfMonth('novembre')", "`novembre` n’est pas un mois (AAAA-MM)"),
        ("date.age('2026-11-22', '2026-11-21')", "la naissance (2026-11-22) vient après le 2026-11-21"),
        ("date.of(timestamp('2026-11-21T04:59:59Z'), 'Lune')", "le fuseau `Lune` n’est pas connu"),
        ("date.at('2026-11-21', '25:00', 'UTC')", "`25:00` n’est pas une heure (HH:MM)"),
        ("date.at('0001-01-01', '00:00', '+05:00')", "le résultat de `date.at` sort des années 1 à 9999"),
        ("business.addHours(timestamp('2026-11-21T00:00:00Z'), 1000000)", "`business.addHours` ne compte les heures que sur 30\u{A0}ans"),
        ("business.addHours(timestamp('2026-11-21T00:00:00Z'), 0.0 / 0.0)", "`business.addHours` ne compte les heures que sur 30\u{A0}ans"),
        (
            "business.hoursBetween(timestamp('1900-01-01T00:00:00Z'), timestamp('2026-01-01T00:00:00Z'))",
            "`business.hoursBetween` ne compte les heures que sur 30\u{A0}ans"
        ),
        ("business.addDays('2026-11-21', 9223372036854775807)", "le résultat de `business.addDays` sort des années 1 à 9999"),
    ])
    func faultsAreValues(text: String, message: String) throws {
        guard case .error(let error) = try value(text, CELEnvironment(functions: BusinessLibrary.examples)) else {
            Issue.record("\(text) has a value")
            return
        }
        #expect(error.message.fr == message)
    }

    @Test func argumentsAreChecked() {
        for text in ["date.add('2026-01-01', 'x')", "date.age(now, 3)", "date.add('2026-01-01')", "text.digits(3)"] {
            let (program, bag) = CELEnvironment(variables: ["now": .timestamp]).compile(
                EmbeddedText(verbatim: text, source: SourceID(index: 0)), expecting: nil)
            #expect(program == nil && bag.hasErrors)
        }
    }

    @Test func withoutACalendarBusinessFunctionsSaySo() throws {
        let environment = CELEnvironment(functions: BusinessLibrary.functions(.none, .eastern))
        guard case .error(let error) = try value("business.isDay('2026-11-23')", environment) else {
            Issue.record("there is a value")
            return
        }
        #expect(error.message.en == "the service’s calendar has no business hours")
    }

    /// A rule that goes through many days stops at the cost limit, soon.
    @Test func hoursCostTheirDays() throws {
        let environment = CELEnvironment(functions: BusinessLibrary.examples)
        let text = "lists.range(1000).map(i, business.addHours(timestamp('2026-11-21T00:00:00Z'), 50000)).size()"
        guard case .error(let error) = try value(text, environment) else {
            Issue.record("there is a value")
            return
        }
        #expect(error.kind == .costExceeded)
    }
}
