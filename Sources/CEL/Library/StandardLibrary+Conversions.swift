extension StandardLibrary {
    private static func conversion(
        _ name: String, from: [CELType], to result: CELType, _ convert: @escaping @Sendable (Value) -> Value?
    ) -> FunctionDeclaration {
        FunctionDeclaration(name, from.map { Overload([$0], result) }) { arguments in
            guard arguments.count == 1 else { return .noOverload(name, arguments) }
            return convert(arguments[0]) ?? .noOverload(name, arguments)
        }
    }

    private static func bad(_ name: String, _ text: String) -> Value {
        .failure(.badConversion, fr: "`\(text)` ne se lit pas comme \(name)", en: "`\(text)` does not read as \(name)")
    }

    static let conversions: [FunctionDeclaration] = [
        conversion("int", from: [.int, .uint, .double, .string, .timestamp, .duration], to: .int) { value in
            switch value {
            case .int: return value
            case .uint(let uint): return Int64(exactly: uint).map { .int($0) } ?? .overflow("int")
            case .double(let double):
                let whole = double.rounded(.towardZero)
                guard whole > -9_223_372_036_854_775_808, whole < 9_223_372_036_854_775_808 else { return .overflow("int") }
                return .int(Int64(whole))
            case .string(let text): return isPlainInteger(text) ? Int64(text).map { .int($0) } ?? bad("int", text) : bad("int", text)
            case .timestamp(let moment): return .int(moment.seconds)
            case .duration(let duration): return .int(duration.seconds)
            default: return nil
            }
        },
        conversion("uint", from: [.uint, .int, .double, .string], to: .uint) { value in
            switch value {
            case .uint: return value
            case .int(let int): return UInt64(exactly: int).map { .uint($0) } ?? .overflow("uint")
            case .double(let double):
                let whole = double.rounded(.towardZero)
                guard double > -1, whole < 18_446_744_073_709_551_616, !double.isNaN, double >= 0 || whole == 0 else {
                    return .overflow("uint")
                }
                return .uint(UInt64(whole))
            case .string(let text): return isPlainInteger(text) ? UInt64(text).map { .uint($0) } ?? bad("uint", text) : bad("uint", text)
            default: return nil
            }
        },
        conversion("double", from: [.double, .int, .uint, .string], to: .double) { value in
            switch value {
            case .double: return value
            case .int(let int): return .double(Double(int))
            case .uint(let uint): return .double(Double(uint))
            case .string(let text): return Double(text).map { .double($0) } ?? bad("double", text)
            default: return nil
            }
        },
        conversion("string", from: [.string, .bool, .int, .uint, .double, .bytes, .timestamp, .duration], to: .string) { value in
            switch value {
            case .string: return value
            case .bool(let bool): return .string(bool ? "true" : "false")
            case .int(let int): return .string(String(int))
            case .uint(let uint): return .string(String(uint))
            case .double(let double): return .string(StringLibrary.text(of: double))
            case .bytes(let bytes):
                return String(validating: bytes, as: UTF8.self).map { .string($0) } ?? bad("string", "bytes")
            case .timestamp(let moment): return .string(moment.text)
            case .duration(let duration): return .string(duration.text)
            default: return nil
            }
        },
        conversion("bytes", from: [.bytes, .string], to: .bytes) { value in
            switch value {
            case .bytes: return value
            case .string(let text): return .bytes(Array(text.utf8))
            default: return nil
            }
        },
        conversion("bool", from: [.bool, .string], to: .bool) { value in
            switch value {
            case .bool: return value
            case .string(let text):
                switch text {
                case "1", "t", "T", "true", "TRUE", "True": return .bool(true)
                case "0", "f", "F", "false", "FALSE", "False": return .bool(false)
                default: return bad("bool", text)
                }
            default: return nil
            }
        },
        conversion("timestamp", from: [.timestamp, .string, .int], to: .timestamp) { value in
            switch value {
            case .timestamp: return value
            case .string(let text): return Timestamp(text).map { .timestamp($0) } ?? bad("timestamp", text)
            case .int(let seconds): return Timestamp(seconds: seconds).map { .timestamp($0) } ?? .overflow("timestamp")
            default: return nil
            }
        },
        conversion("duration", from: [.duration, .string, .int], to: .duration) { value in
            switch value {
            case .duration: return value
            case .string(let text): return CELDuration(text).map { .duration($0) } ?? bad("duration", text)
            case .int(let seconds): return CELDuration(seconds: seconds).map { .duration($0) } ?? .overflow("duration")
            default: return nil
            }
        },
        FunctionDeclaration("dyn", [Overload([.parameter("A")], .dyn)]) { $0.first ?? .null },
        FunctionDeclaration("type", [Overload([.parameter("A")], .type(.parameter("A")))]) { $0.first.map { .type($0.typeName) } ?? .null },
    ]

    private static func isPlainInteger(_ text: String) -> Bool {
        !text.hasPrefix("+") && !text.isEmpty
    }
}
