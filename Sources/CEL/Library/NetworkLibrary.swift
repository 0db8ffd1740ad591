/// The extension `network`: addresses and blocks of addresses of the Internet (as Kubernetes defines `ip` and `cidr`).
enum NetworkLibrary {
    private typealias Overload = FunctionDeclaration.Overload

    static let address = CELType.abstract("net.IP", [])
    static let block = CELType.abstract("net.CIDR", [])

    private static func documentation(_ fr: String, _ en: String, _ example: (expression: String, value: String)) -> FunctionDocumentation {
        FunctionDocumentation(.network, fr: fr, en: en, examples: [example])
    }

    /// A question about an address, or about a block.
    private static func member(
        _ name: String, of type: CELType, _ result: CELType, _ fr: String, _ en: String, _ example: (expression: String, value: String),
        _ body: @escaping @Sendable (NetworkAddress) -> Value
    ) -> FunctionDeclaration {
        FunctionDeclaration(name, [Overload([type], result, isMember: true)], documentation: documentation(fr, en, example)) {
            guard case .network(let address)? = $0.first, $0.count == 1 else { return .noOverload(name, $0) }
            return body(address)
        }
    }

    private static func badAddress(_ text: String) -> Value {
        .failure(.badConversion, fr: "`\(text)` n’est pas une adresse IP", en: "`\(text)` is no IP address")
    }

    private static func badBlock(_ text: String) -> Value {
        .failure(.badConversion, fr: "`\(text)` n’est pas un bloc d’adresses", en: "`\(text)` is no block of addresses")
    }

    /// `containsIP`, `containsCIDR`: the other side may be a text.
    private static func containment(
        _ name: String, _ other: CELType, _ fr: String, _ en: String, _ example: (expression: String, value: String),
        _ read: @escaping @Sendable (String) -> Value
    ) -> FunctionDeclaration {
        FunctionDeclaration(
            name, [Overload([block, other], .bool, isMember: true), Overload([block, .string], .bool, isMember: true)],
            documentation: documentation(fr, en, example)
        ) {
            guard $0.count == 2, case .network(let block) = $0[0] else { return .noOverload(name, $0) }
            var inner = $0[1]
            if case .string(let text) = inner { inner = read(text) }
            guard case .network(let inner) = inner else { return inner.isError ? inner : .noOverload(name, $0) }
            return .bool(block.contains(inner))
        }
    }

    private static func address(_ text: String) -> Value { NetworkAddress(address: text).map { .network($0) } ?? badAddress(text) }

    private static func block(_ text: String) -> Value { NetworkAddress(block: text).map { .network($0) } ?? badBlock(text) }

    static let functions: [FunctionDeclaration] = [
        FunctionDeclaration(
            "ip", [Overload([.string], address), Overload([block], address, isMember: true)],
            documentation: documentation(
                "lit une adresse IP, ou la prend d’un bloc", "reads an IP address, or takes it from a block", ("ip('::1').family()", "6"))
        ) {
            switch $0.first {
            case .string(let text)?: return address(text)
            case .network(let block)?: return .network(NetworkAddress(bytes: block.bytes))
            default: return .noOverload("ip", $0)
            }
        },
        FunctionDeclaration(
            "cidr", [Overload([.string], block)],
            documentation: documentation("lit un bloc d’adresses", "reads a block of addresses", ("cidr('10.0.0.0/8').prefixLength()", "8"))
        ) {
            guard case .string(let text)? = $0.first else { return .noOverload("cidr", $0) }
            return block(text)
        },
        FunctionDeclaration(
            "isIP", [Overload([.string], .bool)],
            documentation: documentation(
                "vrai si le texte est une adresse IP", "true when the text is an IP address", ("isIP('10.0.0.256')", "false"))
        ) {
            guard case .string(let text)? = $0.first else { return .noOverload("isIP", $0) }
            return .bool(NetworkAddress(address: text) != nil)
        },
        FunctionDeclaration(
            "isCIDR", [Overload([.string], .bool)],
            documentation: documentation(
                "vrai si le texte est un bloc d’adresses", "true when the text is a block of addresses", ("isCIDR('10.0.0.0/33')", "false"))
        ) {
            guard case .string(let text)? = $0.first else { return .noOverload("isCIDR", $0) }
            return .bool(NetworkAddress(block: text) != nil)
        },
        FunctionDeclaration(
            "ip.isCanonical", [Overload([.string], .bool)],
            documentation: documentation(
                "vrai si l’adresse est écrite dans sa forme canonique (RFC 5952)",
                "true when the address is written in its canonical form (RFC 5952)", ("ip.isCanonical('2001:DB8::68')", "false"))
        ) {
            guard case .string(let text)? = $0.first else { return .noOverload("ip.isCanonical", $0) }
            return NetworkAddress(address: text).map { .bool($0.text == text) } ?? badAddress(text)
        },
        member("family", of: address, .int, "4 ou 6", "4 or 6", ("ip('192.168.0.1').family()", "4")) { .int($0.isIPv4 ? 4 : 6) },
        member(
            "isUnspecified", of: address, .bool, "vrai pour `0.0.0.0` et `::`", "true for `0.0.0.0` and `::`",
            ("ip('::').isUnspecified()", "true")
        ) { .bool($0.isUnspecified) },
        member(
            "isLoopback", of: address, .bool, "vrai pour l’adresse de la machine elle-même", "true for the address of the machine itself",
            ("ip('127.0.0.1').isLoopback()", "true")
        ) { .bool($0.isLoopback) },
        member(
            "isLinkLocalMulticast", of: address, .bool, "vrai pour la diffusion dans le réseau local",
            "true for multicast in the local network", ("ip('224.0.0.1').isLinkLocalMulticast()", "true")
        ) { .bool($0.isLinkLocalMulticast) },
        member(
            "isLinkLocalUnicast", of: address, .bool, "vrai pour une adresse du réseau local seulement",
            "true for an address of the local network only", ("ip('169.254.1.1').isLinkLocalUnicast()", "true")
        ) { .bool($0.isLinkLocalUnicast) },
        member(
            "isGlobalUnicast", of: address, .bool, "vrai pour une adresse d’une machine au-delà du réseau local",
            "true for an address of a machine beyond the local network", ("ip('2001:db8::1').isGlobalUnicast()", "true")
        ) { .bool($0.isGlobalUnicast) },
        member(
            "prefixLength", of: block, .int, "le nombre de bits fixes d’un bloc", "the number of fixed bits of a block",
            ("cidr('10.0.0.0/8').prefixLength()", "8")
        ) { .int(Int64($0.prefixLength ?? 0)) },
        member(
            "masked", of: block, block, "le bloc, bits libres à zéro", "the block with its free bits at zero",
            ("string(cidr('10.1.2.3/8').masked())", "\"10.0.0.0/8\"")
        ) { .network($0.masked) },
        containment(
            "containsIP", address, "vrai si l’adresse est dans le bloc", "true when the address is in the block",
            ("cidr('10.0.0.0/8').containsIP('10.1.2.3')", "true"), address),
        containment(
            "containsCIDR", block, "vrai si l’autre bloc est dans celui-ci", "true when the other block is in this one",
            ("cidr('10.0.0.0/8').containsCIDR('10.1.0.0/16')", "true"), block),
        FunctionDeclaration("string", [Overload([address], .string), Overload([block], .string)]) {
            guard case .network(let value)? = $0.first else { return .noOverload("string", $0) }
            return .string(value.text)
        },
    ]
}
