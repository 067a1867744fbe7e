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
    let batch: String
    let done: Int64
    let skipped: [Skip]
    let undoUntil: String?

    init(_ report: BulkReport) {
        batch = report.batch.description
        done = report.done
        undoUntil = report.undoUntil?.rfc3339
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

    /// A line for what was done and one for each that wasn't.
    var text: String {
        let rest = skipped.flatMap { skip in
            skip.conversations.map { one in
                let holder = one.assigneeName.map { ", \(SafeText(UntrustedText($0)).plain) has it" } ?? ""
                return "\(one.id)  \(skip.reason)\(holder)"
            }
        }
        let undo = undoUntil == nil ? "" : "; riad conversations undo \(batch) takes it back within ten seconds"
        return (["\(done) changed" + undo] + rest).joined(separator: "\n")
    }
}
