import Diagnostics
import Testing

@testable import Rules

/// A pack of the size that a whole ministry might write.
@Suite struct LoadTimeTests {
    /// 200 profiles, 500 permissions, 60 states, 180 actions with a guard each.
    static let text: String = {
        var out = """
            pack: large
            title: { fr: Grand, en: Large }
            version: 1.0.0
            time-zone: America/Toronto
            person:
              fields:
                branch: { label: { fr: Succursale, en: Branch } }
            dossier:
              fields:
                days: { type: integer, label: { fr: Jours, en: Days } }
            access-modes:
              at-once: { immediate: true, label: { fr: Aussitôt, en: At once } }
            permissions:

            """
        for index in 0..<500 {
            out += "  permission-\(index): { label: { fr: Permission, en: Permission }, "
            out += "grants: [{ profiles: [profile-\(index % 200)], mode: at-once, when: actor.branch == 'x' }] }\n"
        }
        out += "roles:\n"
        for index in 0..<100 {
            out += "  role-\(index): { label: { fr: Rôle, en: Role }, permissions: [permission-\(index), permission-\(index + 300)] }\n"
        }
        out += "profiles:\n"
        for index in 0..<200 { out += "  profile-\(index): { label: { fr: Profil, en: Profile }, roles: [role-\(index % 100)] }\n" }
        out += "states:\n"
        for index in 0..<60 {
            out +=
                "  state-\(index): { label: { fr: État, en: State }\(index == 0 ? ", kind: initial" : index == 59 ? ", kind: final" : "") }\n"
        }
        out += "actions:\n  open: { label: { fr: Ouvrir, en: Open }, creates: true, permission: permission-0 }\n"
        for index in 0..<177 {
            out += """
                  action-\(index):
                    label: { fr: Faire, en: Do }
                    from: [state-\(index % 59)]
                    to: state-\(index % 59 + 1)
                    permission: permission-\(index)
                    guards:
                      - id: enough
                        require: has(dossier.days) && dossier.days > \(index) && access.holds('permission-\(index)', actor)
                        otherwise: { fr: Pas assez., en: Not enough. }

                """
        }
        return out
    }()

    /// The bound is for a debug build on a busy machine; the release figure is in the notes of the module.
    @Test func aLargePackLoads() throws {
        var sources = SourceMap()
        let start = ContinuousClock.now
        let (book, bag) = PackLoader().load(files: [("pack.yaml", Array(Self.text.utf8))], sources: &sources)
        let time = ContinuousClock.now - start
        #expect(book?.actions.count == 178, "\(bag.sorted.prefix(3).map(\.message.en))")
        #expect(time < .seconds(60), "\(time)")
    }
}
