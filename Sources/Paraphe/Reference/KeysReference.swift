import Diagnostics
import Rules

enum KeysReference {
    static func markdown(_ language: Language) -> String { PackSchema.reference(language: language) }
}
