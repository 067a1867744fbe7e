import Domain
import Text

/// A report of a change of many, as text and as JSON.
struct BulkOutput: Encodable {
    /// Conversations that were left alone for one reason.
    struct Skip: Encodable {
        /// One of them, and who has it.
        struct Conversation: Encodable {
            let id: String
            let assignee, assigneeName: String?
        }
        let reason: String
        let count: Int64
        let conversations: [Conversation]
    }
    /// What somebody got of conversations that were spread.
    struct Share: Encodable {
        let person: String
        let name: String?
        let count: Int64
    }
    let batch: String
    let done: Int64
    let skipped: [Skip]
    let undoUntil: String?
    let shares: [Share]

    init(_ report: BulkReport) {
        batch = report.batch.description
        done = report.done
        undoUntil = report.undoUntil?.rfc3339
        shares = report.shares.map {
            Share(person: $0.person.description, name: $0.name?.original, count: $0.count)
        }
        skipped = report.skipped.map { skip in
            Skip(
                reason: skip.reason.rawValue,
                count: skip.count,
                conversations: skip.conversations.map {
                    Skip.Conversation(
                        id: $0.id.description,
                        assignee: $0.assignee?.description,
                        assigneeName: $0.assigneeName?.original
                    )
                }
            )
        }
    }

    /// A line for what was done, one for each who got a share, and one for each that wasn't.
    var text: String {
        let rest = skipped.flatMap { skip in
            skip.conversations.map { one in
                let holder = one.assigneeName.map { ", \(SafeText(UntrustedText($0)).plain) has it" } ?? ""
                return "\(one.id)  \(skip.reason)\(holder)"
            }
        }
        let undo = undoUntil == nil ? "" : "; riad conversations undo \(batch) takes it back within ten seconds"
        let given = shares.map { "\($0.count) to \(SafeText(UntrustedText($0.name ?? $0.person)).plain)" }
        return (["\(done) changed" + undo] + given + rest).joined(separator: "\n")
    }
}
