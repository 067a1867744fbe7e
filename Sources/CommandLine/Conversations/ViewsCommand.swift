import ArgumentParser
import Console
import Domain
import Postgres
import Repositories
import Text

/// `riad views`: saved views.
struct ViewsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "views",
        abstract: "List, save and delete views: named queries, your own and shared ones.",
        subcommands: [List.self, Save.self, Delete.self]
    )

    /// `riad views list`
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the views, shared ones first, with how many open conversations each shows."
        )

        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var format: OutputOptions

        func run() throws {
            try connection.withSession { connection, user in
                let views = try connection.run(try SavedViews.all(for: user))
                let counters = try connection.run(try Inbox.counters(for: user))
                let reading = QueryParser(zones: try connection.run(Session.zones()), own: user.zones)
                let shown = views.map { ViewOutput($0, reading, counters) }
                switch format.output {
                case .text: for view in shown { StandardOutput.print(.lines(view.text)) }
                case .json: StandardOutput.print(try JSONOutput.text(shown))
                }
            }
        }
    }

    /// `riad views save`
    struct Save: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Save a query as a view, or change an existing view.",
            discussion: "Everybody sees shared views; supervisors create and change them."
        )

        @OptionGroup var connection: ConnectionOptions

        @Argument(help: "Its name.")
        var name: String

        @Argument(
            help: "What it shows, such as 'state:nouvelle zone:marrakech_*'; without it, a view keeps its query."
        )
        var query: String?

        @Flag(help: "Share it with everybody.")
        var shared = false

        @Option(help: "Its place in the list, from 1 to 999; without it a new view comes last.")
        var place: Int16?

        @Option(help: "A new name.")
        var rename: String?

        func run() throws {
            try connection.withSession { connection, user in
                let known = try connection.run(try SavedViews.all(for: user)).filter { $0.isShared == shared }
                    .named(name)
                guard let text = query ?? known?.query.original else {
                    throw ExitKind.stop("a new view needs a query, such as state:open", .usageError)
                }
                if query != nil {
                    let zones = try connection.run(Session.zones())
                    _ = try QueryArgument(text).query(zones: zones, own: user.zones)
                }
                let content = SavedViewContent(
                    name: rename ?? known?.name.original ?? name,
                    query: text,
                    place: place,
                    isShared: shared
                )
                _ = try connection.run(try SavedViews.save(content, over: known, by: user))
                StandardOutput.print("saved")
            }
        }
    }

    /// `riad views delete`
    struct Delete: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Delete a view; conversations stay as they are.")

        @OptionGroup var connection: ConnectionOptions

        @Argument(help: "Its name.")
        var name: String

        @Flag(help: "The shared one instead of your own.")
        var shared = false

        func run() throws {
            try connection.withSession { connection, user in
                let known = try connection.run(try SavedViews.all(for: user)).filter { $0.isShared == shared }
                guard let view = known.named(name) else { throw ViewArgument(name).missing }
                try connection.run(try SavedViews.delete(view, by: user))
                StandardOutput.print("deleted")
            }
        }
    }
}

/// A saved view named on the command line.
struct ViewArgument {
    private let name: String

    init(_ name: String) {
        self.name = name
    }

    /// The view with that name, the user's own before a shared one; throws if there is none.
    func view(_ connection: Connection, _ user: CurrentUser) throws -> SavedView {
        guard let view = try connection.run(try SavedViews.all(for: user)).named(name) else { throw missing }
        return view
    }

    /// Reports that there is no such view.
    var missing: ExitCode {
        ExitKind.stop("there is no view \(SafeText(UntrustedText(name)))", .notFound)
    }
}

/// A saved view as text and JSON.
struct ViewOutput: Encodable {
    let id, name, query: String
    let place: Int16
    let isShared: Bool
    /// The number of open conversations; nil if the query includes finished ones or is invalid.
    let count: Int64?
    /// The error in its query; nil if it is valid.
    let problem: String?

    init(_ view: SavedView, _ reading: QueryParser, _ counters: InboxCounters) {
        id = view.id.description
        name = view.name.original
        query = view.query.original
        place = view.position
        isShared = view.isShared
        do throws(QueryError) {
            count = counters.count(of: try reading.parse(view.query.original, order: .deadline))
            problem = nil
        } catch {
            count = nil
            problem = Language.english.text(QueryPhrase.problem(error.kind))
        }
    }

    /// The view on one line, followed by the error in its query, if any.
    var text: String {
        let figure = count.map(String.init) ?? "–"
        let line = [
            isShared ? "shared" : "own   ", SafeText(UntrustedText(name)).fitted(to: 24).plain,
            String(repeating: " ", count: max(0, 6 - figure.count)) + figure, SafeText(UntrustedText(query)).plain,
        ].joined(separator: "  ")
        return ([line] + (problem.map { ["        ! \($0)"] } ?? [])).joined(separator: "\n")
    }
}
