import Styling
import XML

extension BoxBuilder {
    /// Sets the first letter of a block, with the punctuation around it, in a box of its own (CSS Pseudo-Elements 4, clause 2.2): the
    /// large initial of a chapter is one that floats.
    mutating func setFirstLetter(of box: Box, _ style: ComputedStyle) {
        guard box.kind == .block || box.kind == .cell || box.kind == .caption, style.display != .none else { return }
        var letter: Box?
        box.children = split(box.children, style, in: box, &letter).boxes
    }

    /// Boxes with the first letter taken out; `isDone` once it was found, or cannot be there.
    private func split(_ boxes: [Box], _ style: ComputedStyle, in parent: Box, _ letter: inout Box?) -> (boxes: [Box], isDone: Bool) {
        var result: [Box] = []
        for (index, box) in boxes.enumerated() {
            var parts = [box]
            var isDone = false
            switch box.kind {
            case .text:
                if let found = splitText(box, style) {
                    parts = found
                    isDone = true
                } else {
                    isDone = !isBlankText(box)
                }
            case .inline where !box.isOutOfFlow:
                let inner = split(box.children, style, in: box, &letter)
                box.children = inner.boxes
                isDone = inner.isDone
            case .block where !box.isOutOfFlow && !box.isInlineLevel:
                let inner = split(box.children, style, in: box, &letter)
                box.children = inner.boxes
                isDone = inner.isDone || !box.children.isEmpty
            default: isDone = !box.isOutOfFlow
            }
            result += parts
            if isDone { return (result + boxes[(index + 1)...], true) }
        }
        return (result, false)
    }

    private func isBlankText(_ box: Box) -> Bool {
        guard box.dynamic == nil else { return false }
        guard box.style.text.whiteSpace.collapsesSpaces else { return box.withBytes(tree) { $0.isEmpty } }
        return box.withBytes(tree) { bytes in bytes.allSatisfy { $0 == 0x20 || $0 == 0x0A || $0 == 0x09 || $0 == 0x0D } }
    }

    /// A text in two: its first letter in a box of its own, and the rest. Nil when it has no letter.
    private func splitText(_ box: Box, _ style: ComputedStyle) -> [Box]? {
        guard box.dynamic == nil else { return nil }
        let text = box.withBytes(tree) { String(decoding: $0, as: UTF8.self) }
        let characters = Array(text)
        var index = 0
        if box.style.text.whiteSpace.collapsesSpaces {
            while index < characters.count, characters[index].isWhitespace, characters[index] != "\u{A0}" { index += 1 }
        }
        let start = index
        // French quotes are set apart from their word by a space that does not break.
        while index < characters.count, Self.isMark(characters[index]) || index > start && Self.isFixedSpace(characters[index]) {
            index += 1
        }
        guard index < characters.count, !characters[index].isWhitespace else { return nil }
        index += 1
        while index < characters.count, Self.isMark(characters[index]), !Self.opens(characters[index]) { index += 1 }

        let first = copy(of: box, String(characters[start..<index]), style)
        let letter = Box(Self.kind(of: style.display), style, node: nil)
        letter.structure = box.structure
        letter.children = [first]
        letter.hasInlineChildren = letter.kind == .block
        letter.isFirstLetter = true
        guard index < characters.count else { return [letter] }
        return [letter, copy(of: box, String(characters[index...]), box.style)]
    }

    private func copy(of box: Box, _ text: String, _ style: ComputedStyle) -> Box {
        let part = Box(.text, style, node: box.node)
        part.ownText = Array(text.utf8)
        part.structure = box.structure
        part.content = box.content
        part.time = box.time
        return part
    }

    private static func isFixedSpace(_ character: Character) -> Bool { character == "\u{A0}" || character == "\u{202F}" }

    private static func isMark(_ character: Character) -> Bool {
        guard let scalar = character.unicodeScalars.first else { return false }
        switch scalar.properties.generalCategory {
        case .openPunctuation, .closePunctuation, .initialPunctuation, .finalPunctuation, .otherPunctuation: return true
        default: return false
        }
    }

    private static func opens(_ character: Character) -> Bool {
        character.unicodeScalars.first?.properties.generalCategory == .openPunctuation
    }
}
