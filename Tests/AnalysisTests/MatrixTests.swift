import CivilTime
import Diagnostics
import Rules
import Testing

@testable import Analysis

/// Who may do what: what profiles and states decide, what is left as a condition, and how permissions are got.
@Suite struct MatrixTests {
    static let yaml = """
        pack: matrix
        title: { fr: Grille, en: Grid }
        version: 1.0.0
        languages: [fr-CA, en-CA]
        time-zone: America/Toronto
        access-modes:
          given: { label: { fr: À la création, en: At creation } }
          asked: { label: { fr: Sur demande, en: On request } }
        permissions:
          write: { fr: Écrire, en: Write }
          look: { fr: Voir, en: Look }
          read:
            label: { fr: Lire, en: Read }
            delegation: { allowed: false, except: [judge] }
            grants:
              - { profiles: [writer], mode: given }
              - { profiles: [judge], mode: asked, when: has(actor.team), note: { fr: Avec une équipe, en: With a team } }
        roles:
          author: { label: { fr: Auteur, en: Author }, permissions: [write] }
          reviewer: { label: { fr: Réviseur, en: Reviewer }, permissions: [write] }
          guest: { label: { fr: Invité, en: Guest }, permissions: [look] }
        profiles:
          writer: { label: { fr: Rédaction, en: Writing }, roles: [author] }
          judge: { label: { fr: Révision, en: Reviewing }, roles: [reviewer] }
          visitor: { label: { fr: Visite, en: Visiting }, roles: [guest] }
        person:
          fields:
            team: { label: { fr: Équipe, en: Team } }
        dossier:
          fields:
            title: { label: { fr: Titre, en: Title } }
            author: { type: person, label: { fr: Auteur, en: Author } }
        states:
          draft: { label: { fr: Brouillon, en: Draft }, kind: initial }
          sent: { label: { fr: Envoyé, en: Sent }, kind: final }
        actions:
          create: { label: { fr: Créer, en: Create }, creates: true, to: draft, permission: write, edits: [title], set: { author: actor } }
          send:
            label: { fr: Envoyer, en: Send }
            from: [draft]
            to: sent
            permission: write
            guards:
              - id: own
                basis: B.1
                when: "!('reviewer' in actor.roles)"
                require: has(dossier.author) && dossier.author.id == actor.id
                otherwise: { fr: Non., en: No. }
          stamp:
            label: { fr: Estampiller, en: Stamp }
            from: [draft]
            permission: write
            guards:
              - id: judges
                require: actor.profile == 'judge'
                otherwise: { fr: Non., en: No. }
        """

    static func matrix(_ filter: MatrixFilter = MatrixFilter()) throws -> AccessMatrix {
        var sources = SourceMap()
        let (book, bag) = PackLoader().load(files: [(path: "pack.yaml", bytes: Array(yaml.utf8))], folder: "m", sources: &sources)
        let rendered = TextRenderer(sources: sources, language: .english).render(bag)
        return MatrixBuilder.matrix(try #require(book, "\(rendered)"), filter: filter, on: try #require(.init("2026-11-21")))
    }

    @Test func profilesAndStatesDecideWhatTheyCan() throws {
        let matrix = try Self.matrix()
        #expect(matrix.sections.map { $0.state?.id ?? "new" } == ["new", "draft"])
        let draft = try #require(matrix.sections.last)
        #expect(draft.rows.map(\.action.id) == ["send", "stamp"])
        #expect(draft.rows[0].answers == [.conditional([1]), .yes, .no])
        #expect(draft.rows[1].answers == [.no, .yes, .no])
    }

    @Test func conditionsStandInNotesInBothLanguages() throws {
        let matrix = try Self.matrix()
        let note = try #require(matrix.notes.first)
        #expect(note.words == Bilingual(fr: "l’auteur est la personne qui agit", en: "the author is the person acting"))
        #expect(note.basis == "B.1")
    }

    @Test func permissionsAreListedByMode() throws {
        let row = try #require(try Self.matrix().permissions.first)
        #expect(row.holders.map { $0.map(\.profile.id) } == [["writer"], ["judge"]])
        #expect(row.holders[1].first?.notes == [2])
        #expect(row.exceptions.map(\.id) == ["judge"])
        let tables = MatrixTables(try Self.matrix(), .english)
        #expect(tables.permissions?.rows.first?.cells == ["At creation: Writing\nOn request: Reviewing\u{A0}(2)", "no, except: Reviewing"])
        #expect(tables.notes.map(\.words) == ["The author is the person acting. [B.1]", "With a team."])
    }

    @Test func aFilterNarrows() throws {
        let matrix = try Self.matrix(MatrixFilter(actions: ["stamp"], profiles: ["judge"], states: ["draft"]))
        #expect(matrix.sections.map { $0.rows.map(\.action.id) } == [["stamp"]])
        #expect(matrix.sections.first?.rows.first?.answers == [.yes])
        #expect(matrix.permissions.isEmpty)
    }

    @Test func manyColumnsAreSplitEvenly() throws {
        let tables = MatrixTables(try Self.matrix(), .french, mostColumns: 2)
        #expect(tables.actions.map(\.title).last == "État «\u{A0}Brouillon\u{A0}» (2 de 2)")
        #expect(tables.actions.map(\.columns.count) == [2, 1, 2, 1])
        #expect(tables.actions.last?.rows.map(\.cells) == [["–"], ["–"]])
    }
}
