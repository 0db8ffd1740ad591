import CEL
import Diagnostics
import Workflow

/// What a demonstration left, and what verifying says of it.
package struct DemoReport: Sendable {
    enum Kind: Hashable, Sendable {
        case fax
        case web
        case unsigned
        case signed(by: [String])
        /// A signature is not valid: no demonstration ends so.
        case unsound
    }

    struct Line: Sendable {
        let file: String
        let byteCount: Int
        let kind: Kind
        /// Of a PDF.
        var pageCount: Int?
    }

    let folder: String
    let lines: [Line]

    /// A table of files, pages and verdicts.
    package func text(_ language: Language) -> String {
        guard !lines.isEmpty else { return "" }
        let width = lines.map(\.file.count).max() ?? 0
        let table = lines.map { line in
            let name = line.file + String(repeating: " ", count: width - line.file.count)
            let verdict: Bilingual? =
                switch line.kind {
                case .fax, .web: nil
                case .unsigned: DemoWords.unsigned
                case .signed(let names): DemoWords.valid(names)
                case .unsound: DemoWords.invalid
                }
            let kind = line.pageCount.map(DemoWords.pages) ?? (line.kind == .web ? DemoWords.web : DemoWords.fax)
            let cells = [name, kind[language], DemoWords.size(line.byteCount)[language]] + (verdict.map { [$0[language]] } ?? [])
            return "  " + cells.joined(separator: "  ") + "\n"
        }
        return "\n" + table.joined() + "\n" + DemoWords.done(folder)[language] + "\n"
    }

    /// A line for each file.
    package var json: String {
        lines.map { line in
            var fields: [(String, Value)] = [("file", .string(folder + "/" + line.file)), ("bytes", .int(Int64(line.byteCount)))]
            if let pages = line.pageCount { fields.append(("pages", .int(Int64(pages)))) }
            switch line.kind {
            case .fax, .web: break
            case .unsigned: fields.append(("signedBy", .list([])))
            case .signed(let names): fields += [("signedBy", .list(names.map { .string($0) })), ("valid", .bool(true))]
            case .unsound: fields.append(("valid", .bool(false)))
            }
            return RequestJSON.line(.record(fields))
        }.joined()
    }
}
