extension CivilDate {
    /// Reads `YYYY-MM-DD` (ISO 8601), nothing else.
    package init?(_ text: String) {
        var reader = DigitReader(text)
        self.init(&reader)
        if !reader.isAtEnd { return nil }
    }

    /// Reads `YYYY-MM-DD` at the reader's place.
    init?(_ reader: inout DigitReader) {
        guard let year = reader.number(4), reader.skip("-"), let month = reader.number(2), reader.skip("-"), let day = reader.number(2)
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// `YYYY-MM-DD`.
    package var text: String {
        var writer = DigitWriter()
        write(to: &writer)
        return writer.text
    }

    func write(to writer: inout DigitWriter) {
        writer.number(year, 4)
        writer.character("-")
        writer.number(month, 2)
        writer.character("-")
        writer.number(day, 2)
    }
}

extension CivilDate: CustomStringConvertible {
    package var description: String { text }
}
