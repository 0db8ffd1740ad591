import CEL
import Diagnostics
import Journal
import Paraphe
import Workflow

/// Runs a command about accounts, and says what it gives the person.
enum AccountRun {
    /// - Parameter body: does the command in the open store, and returns what to print once the store is closed.
    static func run(_ options: RequestOptions, _ body: (RequestSession, AccountService) async throws -> String) async throws {
        try await RequestRun.run(options) { session in
            let (service, journal) = try await session.open(.writing)
            let text = try await body(session, AccountService(service))
            try journal.close()
            session.print(text)
        }
    }

    /// One line of JSON.
    static func object(_ entries: [(key: String, value: String)]) -> String {
        RequestJSON.line(.record(entries.map { ($0.key, .string($0.value)) }))
    }

    /// A line for each value, after the word for it.
    static func lines(_ entries: [(word: Bilingual, value: String)], _ language: Language) -> String {
        entries.map { $0.word[language] + language.colon + $0.value + "\n" }.joined()
    }
}
