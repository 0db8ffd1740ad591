import CPKCS11
import Diagnostics
import Glibc

/// A library that speaks to tokens, loaded and initialised; it stays so while the process lives, as PKCS #11 has one state for all of it.
final class TokenModule: Sendable {
    /// Never changed after loading; the module is asked to lock for itself (CKF_OS_LOCKING_OK).
    nonisolated(unsafe) let functions: ck_function_list

    init(path: String) throws(DiagnosticsError) {
        guard let handle = dlopen(path, RTLD_NOW | RTLD_LOCAL) else {
            throw DiagnosticsError(TokenDiagnostics.moduleNotLoaded(path, dlerror().map { String(cString: $0) } ?? ""))
        }
        guard let symbol = dlsym(handle, "C_GetFunctionList") else {
            dlclose(handle)
            throw DiagnosticsError(TokenDiagnostics.notAModule(path))
        }
        let getList = unsafeBitCast(symbol, to: ck_get_function_list.self)
        var list: UnsafeMutablePointer<ck_function_list>?
        guard getList(&list) == ck_ok, let list else {
            dlclose(handle)
            throw DiagnosticsError(TokenDiagnostics.notAModule(path))
        }
        functions = list.pointee
        guard functions.version.major == 2, let initialize = functions.initialize else {
            throw DiagnosticsError(TokenDiagnostics.notAModule(path))
        }
        var arguments = ck_initialize_arguments()
        arguments.flags = ck_flag_os_locking
        let answer = initialize(&arguments)
        guard answer == ck_ok || answer == ck_error_already_initialized else {
            throw DiagnosticsError(TokenDiagnostics.failed(path, "C_Initialize", answer))
        }
    }

    /// The tokens that are there: slot and label.
    func tokens() throws(DiagnosticsError) -> [Token] {
        guard let list = functions.get_slot_list, let information = functions.get_token_info else { return [] }
        var slots = [ck_ulong](repeating: 0, count: 256)
        var count = ck_ulong(slots.count)
        let answer = list(1, &slots, &count)
        guard answer == ck_ok else { throw DiagnosticsError(TokenDiagnostics.failed("", "C_GetSlotList", answer)) }
        var tokens: [Token] = []
        for slot in slots.prefix(Int(count)) {
            var info = ck_token_info()
            guard information(slot, &info) == ck_ok, info.flags & ck_flag_token_initialized != 0 else { continue }
            tokens.append(
                Token(
                    slot: slot, label: Self.text(info.label), serial: Self.text(info.serial_number),
                    needsLogin: info.flags & ck_flag_login_required != 0, isLocked: info.flags & ck_flag_pin_locked != 0))
        }
        return tokens
    }

    struct Token: Sendable {
        let slot: ck_ulong
        let label: String
        let serial: String
        let needsLogin: Bool
        let isLocked: Bool
    }

    /// A field of fixed width, padded with blanks.
    private static func text<Field>(_ field: Field) -> String {
        let bytes = withUnsafeBytes(of: field) { Array($0) }
        let end = bytes.lastIndex { $0 != 0x20 && $0 != 0 }.map { $0 + 1 } ?? 0
        return String(decoding: bytes[0..<end], as: UTF8.self)
    }
}
