extension LocalDateTime {
    /// RFC 3339, as far as known: `2026-11-21`, `2026-11-21T14:30:00`, `2026-11-21T14:30:00.5Z`, `2026-11-21T14:30:00-05:00`.
    package var text: String {
        var writer = DigitWriter()
        date.write(to: &writer)
        guard let time else { return writer.text }
        writer.character("T")
        writer.number(time.hour, 2)
        writer.character(":")
        writer.number(time.minute, 2)
        writer.character(":")
        writer.number(time.second, 2)
        if nanoseconds > 0 {
            var (digits, width) = (Int(nanoseconds), 9)
            while digits % 10 == 0 { (digits, width) = (digits / 10, width - 1) }
            writer.character(".")
            writer.number(digits, width)
        }
        guard let offsetSeconds else { return writer.text }
        if offsetSeconds == 0 {
            writer.character("Z")
        } else {
            let minutes = abs(offsetSeconds) / 60
            writer.character(offsetSeconds < 0 ? "-" : "+")
            writer.number(minutes / 60, 2)
            writer.character(":")
            writer.number(minutes % 60, 2)
        }
        return writer.text
    }
}
