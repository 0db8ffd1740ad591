import Diagnostics
import Rules

extension Prover {
    /// Permissions that come to profiles in several ways.
    func proveGrants() {
        let holders = ProfileHolders.of(book)
        var usedModes: Set<String> = []
        for permission in book.permissions {
            let grants = conditions.grants[permission.id] ?? []
            for grant in grants { usedModes.insert(grant.grant.mode.id) }
            proveOverlaps(permission, grants)
            guard let delegation = permission.delegation else { continue }
            let held = Set(holders[permission.id] ?? [])
            for exception in delegation.exceptions where !held.contains(exception.id) {
                add(ProofDiagnostics.idleDelegation(permission, exception, label: book.profiles[exception.id]?.label.bilingual))
            }
        }
        for mode in book.accessModes where !usedModes.contains(mode.id) && !book.librarySources.contains(mode.span.source) {
            add(ProofDiagnostics.unusedMode(mode))
        }
    }

    private func proveOverlaps(_ permission: Permission, _ grants: [ReadGrant]) {
        let about = Bilingual(fr: "la permission `\(permission.id)`", en: "the permission `\(permission.id)`")
        for (index, grant) in grants.enumerated() {
            let profiles = grant.grant.profiles.map(\.id)
            let own = [profile(among: profiles), grant.isGiven]
            if isImpossible(own, about: about) {
                add(ProofDiagnostics.grantNeverGiven(permission, grant.grant, earlier: nil))
                continue
            }
            for earlier in grants[..<index] {
                let common = earlier.grant.profiles.map(\.id).filter(profiles.contains)
                guard !common.isEmpty else { continue }
                let both = [profile(among: common), grant.isGiven, earlier.isGiven]
                guard case .possible(let witness) = solve(both, about: about) else { continue }
                if earlier.grant.mode.id != grant.grant.mode.id {
                    add(
                        ProofDiagnostics.grantOverlap(
                            permission, earlier.grant, grant.grant, modes: [earlier, grant].map { mode($0.grant.mode.id) },
                            profiles: labels(common), counterexample: ConditionWords.of(witness, in: table)))
                } else {
                    add(ProofDiagnostics.grantRepeated(permission, earlier.grant, grant.grant, profiles: labels(common)))
                }
            }
        }
    }

    private func mode(_ id: String) -> Bilingual { book.accessModes[id]?.label.bilingual ?? Bilingual(verbatim: id) }
}
