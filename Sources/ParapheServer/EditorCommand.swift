import Foundation

/// The command that opens a file at a place: `code -g {file}:{line}:{column}`. It is run as it stands, without a shell.
package struct EditorCommand: Sendable {
    private let words: [String]

    /// Nil for a command without words or with an open quote.
    package init?(_ text: String) {
        var words: [String] = []
        var word = ""
        var isWord = false
        var quote: Character?
        for character in text {
            if let open = quote {
                if character == open { quote = nil } else { word.append(character) }
            } else if character == "'" || character == "\"" {
                quote = character
                isWord = true
            } else if character == " " || character == "\t" {
                if isWord { words.append(word) }
                (word, isWord) = ("", false)
            } else {
                word.append(character)
                isWord = true
            }
        }
        guard quote == nil else { return nil }
        if isWord { words.append(word) }
        guard !words.isEmpty else { return nil }
        self.words = words
    }

    /// The words of the command for a place.
    package func words(file: String, line: Int, column: Int) -> [String] {
        words.map {
            $0.replacingOccurrences(of: "{line}", with: String(line)).replacingOccurrences(of: "{column}", with: String(column))
                .replacingOccurrences(of: "{file}", with: file)
        }
    }

    /// Starts the editor and does not wait for it; whether it could be started.
    func open(file: String, line: Int, column: Int) -> Bool {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = words(file: URL(fileURLWithPath: file).path, line: line, column: column)
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        return (try? process.run()) != nil
    }
}
