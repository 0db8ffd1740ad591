import SwiftASN1

/// The names that an authority may give (RFC 5280, clause 4.2.1.10): directory names, e-mail addresses, hosts and URIs.
struct NameConstraints {
    private struct Name {
        let tag: UInt
        let node: ASN1Node
    }

    private let permitted: [Name]
    private let excluded: [Name]

    /// Nil when the extension cannot be read.
    init?(_ value: ArraySlice<UInt8>) {
        guard let root = try? SwiftASN1.DER.parse(value), ASN1Reader.isSequence(root), let parts = ASN1Reader.children(root) else {
            return nil
        }
        var lists: [[Name]] = [[], []]
        for part in parts {
            guard part.identifier.tagClass == .contextSpecific, part.identifier.tagNumber < 2, let trees = ASN1Reader.children(part) else {
                return nil
            }
            for tree in trees {
                // Minimum and maximum are not used by this profile: what has them is not understood.
                guard let fields = ASN1Reader.children(tree), fields.count == 1, fields[0].identifier.tagClass == .contextSpecific else {
                    return nil
                }
                lists[Int(part.identifier.tagNumber)].append(Name(tag: fields[0].identifier.tagNumber, node: fields[0]))
            }
        }
        (permitted, excluded) = (lists[0], lists[1])
    }

    /// Whether every name of the certificate is within what is permitted and outside of what is excluded.
    func allow(_ certificate: SigningCertificate) -> Bool {
        guard let names = Self.names(certificate) else { return false }
        for name in names {
            if excluded.contains(where: { $0.tag == name.tag && Self.matches(name, $0) != false }) { return false }
            let candidates = permitted.filter { $0.tag == name.tag }
            if !candidates.isEmpty, !candidates.contains(where: { Self.matches(name, $0) == true }) { return false }
        }
        return true
    }

    private static func names(_ certificate: SigningCertificate) -> [Name]? {
        var names: [Name] = []
        if let subject = try? SwiftASN1.DER.parse(certificate.subject), ASN1Reader.children(subject)?.isEmpty == false {
            names.append(Name(tag: 4, node: subject))
            for set in ASN1Reader.children(subject) ?? [] {
                for attribute in ASN1Reader.children(set) ?? [] {
                    guard let parts = ASN1Reader.children(attribute), parts.count == 2, ASN1Reader.oid(parts[0]) == OID.emailAddress else {
                        continue
                    }
                    names.append(Name(tag: 1, node: parts[1]))
                }
            }
        }
        if let value = certificate.value(OID.alternativeNames) {
            guard let root = try? SwiftASN1.DER.parse(value), let list = ASN1Reader.children(root) else { return nil }
            for node in list { names.append(Name(tag: node.identifier.tagNumber, node: node)) }
        }
        return names
    }

    /// Nil for kinds of names that are not understood.
    private static func matches(_ name: Name, _ constraint: Name) -> Bool? {
        switch constraint.tag {
        case 4:
            guard let inner = ASN1Reader.children(constraint.node)?.first, let base = relativeNames(inner) else { return nil }
            let whole = ASN1Reader.isSequence(name.node) ? name.node : ASN1Reader.children(name.node)?.first
            guard let names = whole.flatMap(relativeNames) else { return nil }
            return names.starts(with: base)
        case 1, 2, 6:
            guard let text = text(name.node), let base = Self.text(constraint.node) else { return nil }
            return matches(text, base, tag: constraint.tag)
        default: return nil
        }
    }

    private static func matches(_ text: String, _ base: String, tag: UInt) -> Bool? {
        if base.isEmpty { return true }
        switch tag {
        case 1:
            if base.contains("@") { return text == base }
            guard let at = text.lastIndex(of: "@") else { return nil }
            let host = String(text[text.index(after: at)...])
            return base.hasPrefix(".") ? host.hasSuffix(base) : host == base
        case 2: return text == base || text.hasSuffix(base.hasPrefix(".") ? base : "." + base)
        default:
            guard let start = text.firstRange(of: "://") else { return nil }
            let authority = text[start.upperBound...].prefix { $0 != "/" && $0 != "?" && $0 != "#" }
            let host = String((authority.split(separator: "@").last ?? "").prefix { $0 != ":" })
            return base.hasPrefix(".") ? host.hasSuffix(base) : host == base
        }
    }

    private static func text(_ node: ASN1Node) -> String? {
        ASN1Reader.bytes(node).map { String(decoding: $0, as: UTF8.self).lowercased() }
    }

    /// Each relative name as sorted text, without regard to case, runs of spaces and the kind of string.
    private static func relativeNames(_ name: ASN1Node) -> [[String]]? {
        guard let sets = ASN1Reader.children(name) else { return nil }
        var all: [[String]] = []
        for set in sets {
            guard let attributes = ASN1Reader.children(set) else { return nil }
            var texts: [String] = []
            for attribute in attributes {
                guard let parts = ASN1Reader.children(attribute), parts.count == 2, let type = ASN1Reader.oid(parts[0]) else { return nil }
                let value = text(parts[1])?.split(separator: " ").joined(separator: " ") ?? "?"
                texts.append(type.map(String.init).joined(separator: ".") + "=" + value)
            }
            all.append(texts.sorted())
        }
        return all
    }
}
