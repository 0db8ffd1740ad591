import Diagnostics

/// A text in which `▶` marks the places where findings are expected.
struct MarkedText {
    let text: String
    let offsets: [Int]

    init(_ marked: String) {
        var text = ""
        var offsets: [Int] = []
        for scalar in marked.unicodeScalars {
            if scalar == "▶" { offsets.append(text.utf8.count) } else { text.unicodeScalars.append(scalar) }
        }
        self.text = text
        self.offsets = offsets
    }
}
