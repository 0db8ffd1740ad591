import CPKCS11
import Diagnostics
import Signing

/// An open session with a token, logged in; it logs out and closes when it goes.
struct TokenSession: ~Copyable {
    private let module: TokenModule
    private let handle: ck_ulong
    private let tokenName: String
    private let isLoggedIn: Bool

    private init(module: TokenModule, handle: ck_ulong, tokenName: String, isLoggedIn: Bool) {
        self.module = module
        self.handle = handle
        self.tokenName = tokenName
        self.isLoggedIn = isLoggedIn
    }

    static func open(_ module: TokenModule, _ token: TokenModule.Token, secrets: any SecretSource) throws(DiagnosticsError) -> TokenSession
    {
        guard !token.isLocked else { throw DiagnosticsError(TokenDiagnostics.pinLocked(token.label)) }
        guard let open = module.functions.open_session, let login = module.functions.login else {
            throw DiagnosticsError(TokenDiagnostics.notAModule(token.label))
        }
        var secret: Secret?
        if token.needsLogin {
            secret = try secrets.secret(for: token.label)
            if secret == nil { throw DiagnosticsError(TokenDiagnostics.noPIN(token.label)) }
        }
        var handle: ck_ulong = 0
        var answer = open(token.slot, ck_flag_serial_session, nil, nil, &handle)
        guard answer == ck_ok else { throw DiagnosticsError(TokenDiagnostics.failed(token.label, "C_OpenSession", answer)) }
        var isLoggedIn = false
        if let secret {
            var pin = secret.bytes
            answer = login(handle, ck_user, &pin, ck_ulong(pin.count))
            // Another session of this process may have logged in: the state is the token's.
            guard answer == ck_ok || answer == ck_error_already_logged_in else {
                _ = module.functions.close_session?(handle)
                throw DiagnosticsError(TokenDiagnostics.loginRefused(token.label, answer))
            }
            isLoggedIn = answer == ck_ok
        }
        return TokenSession(module: module, handle: handle, tokenName: token.label, isLoggedIn: isLoggedIn)
    }

    deinit {
        if isLoggedIn { _ = module.functions.logout?(handle) }
        _ = module.functions.close_session?(handle)
    }

    /// Objects of a class, with a label or an identifier where they are given.
    func objects(
        _ kind: ck_ulong, label: [UInt8]? = nil, identifier: [UInt8]? = nil, limit: Int = 32
    ) throws(DiagnosticsError) -> [ck_ulong] {
        guard let begin = module.functions.find_objects_init, let find = module.functions.find_objects,
            let end = module.functions.find_objects_final
        else { return [] }
        var kind = kind
        var label = label ?? []
        var identifier = identifier ?? []
        var found = [ck_ulong](repeating: 0, count: limit)
        var count: ck_ulong = 0
        let answer = withUnsafeMutableBytes(of: &kind) { kind in
            label.withUnsafeMutableBytes { label in
                identifier.withUnsafeMutableBytes { identifier in
                    var template = [ck_attribute(type: ck_attribute_class, value: kind.baseAddress, value_len: ck_ulong(kind.count))]
                    if !label.isEmpty {
                        template.append(ck_attribute(type: ck_attribute_label, value: label.baseAddress, value_len: ck_ulong(label.count)))
                    }
                    if !identifier.isEmpty {
                        template.append(
                            ck_attribute(type: ck_attribute_id, value: identifier.baseAddress, value_len: ck_ulong(identifier.count)))
                    }
                    var answer = begin(handle, &template, ck_ulong(template.count))
                    guard answer == ck_ok else { return answer }
                    answer = find(handle, &found, ck_ulong(limit), &count)
                    _ = end(handle)
                    return answer
                }
            }
        }
        guard answer == ck_ok else { throw DiagnosticsError(TokenDiagnostics.failed(tokenName, "C_FindObjects", answer)) }
        return Array(found.prefix(Int(min(count, ck_ulong(limit)))))
    }

    /// An attribute's value; nil when the object does not have it or will not show it.
    func attribute(_ type: ck_ulong, of object: ck_ulong) -> [UInt8]? {
        guard let get = module.functions.get_attribute_value else { return nil }
        var request = ck_attribute(type: type, value: nil, value_len: 0)
        guard get(handle, object, &request, 1) == ck_ok, request.value_len <= 1 << 20 else { return nil }
        var bytes = [UInt8](repeating: 0, count: Int(request.value_len))
        let answer = bytes.withUnsafeMutableBytes { raw in
            request.value = raw.baseAddress
            return get(handle, object, &request, 1)
        }
        return answer == ck_ok ? bytes : nil
    }

    func number(_ type: ck_ulong, of object: ck_ulong) -> ck_ulong? {
        guard let bytes = attribute(type, of: object), bytes.count == MemoryLayout<ck_ulong>.size else { return nil }
        return bytes.withUnsafeBytes { $0.loadUnaligned(as: ck_ulong.self) }
    }

    /// - Parameter pin: given again for keys that ask for it at each signature.
    func sign(_ data: [UInt8], key: ck_ulong, mechanism: TokenMechanism, pin: Secret?) throws(DiagnosticsError) -> [UInt8] {
        guard let begin = module.functions.sign_init, let sign = module.functions.sign else { return [] }
        var parameters = mechanism.pssParameters ?? ck_rsa_pss_parameters()
        var answer = withUnsafeMutableBytes(of: &parameters) { raw in
            var choice = ck_mechanism(mechanism: mechanism.number, parameter: nil, parameter_len: 0)
            if mechanism.pssParameters != nil {
                choice.parameter = raw.baseAddress
                choice.parameter_len = ck_ulong(raw.count)
            }
            return begin(handle, &choice, key)
        }
        guard answer == ck_ok else { throw DiagnosticsError(TokenDiagnostics.signingRefused(tokenName, answer)) }
        if let pin, let login = module.functions.login {
            var bytes = pin.bytes
            answer = login(handle, ck_user_context_specific, &bytes, ck_ulong(bytes.count))
            guard answer == ck_ok else { throw DiagnosticsError(TokenDiagnostics.loginRefused(tokenName, answer)) }
        }
        var data = data
        var signature = [UInt8](repeating: 0, count: 1_024)
        var count = ck_ulong(signature.count)
        answer = sign(handle, &data, ck_ulong(data.count), &signature, &count)
        guard answer == ck_ok, count <= ck_ulong(signature.count) else {
            throw DiagnosticsError(TokenDiagnostics.signingRefused(tokenName, answer))
        }
        return Array(signature.prefix(Int(count)))
    }
}
