/// The texts of jobs and workers.
enum JobPhrase: Phrase {
    case name, every, last, took, count, result, next, worker, process, since, seen
    case running, succeeded, seconds(Int), requested(String)

    var english: String {
        switch self {
        case .name: "job"
        case .every: "every"
        case .last: "last run"
        case .took: "took"
        case .count: "rows"
        case .result: "result"
        case .next: "next"
        case .worker: "worker"
        case .process: "process"
        case .since: "since"
        case .seen: "seen"
        case .running: "running"
        case .succeeded: "done"
        case .seconds(let seconds): Self.span(seconds, days: "d")
        case .requested(let name): "\(name) runs as soon as a worker is free."
        }
    }

    var french: String {
        switch self {
        case .name: "tâche"
        case .every: "chaque"
        case .last: "dernière"
        case .took: "durée"
        case .count: "lignes"
        case .result: "résultat"
        case .next: "prochaine"
        case .worker: "worker"
        case .process: "processus"
        case .since: "depuis"
        case .seen: "vu"
        case .running: "en cours"
        case .succeeded: "faite"
        case .seconds(let seconds): Self.span(seconds, days: "j")
        case .requested(let name): "\(name) tourne dès qu’un worker est libre."
        }
    }

    private static func span(_ seconds: Int, days: String) -> String {
        switch seconds {
        case ..<120: "\(seconds) s"
        case ..<7_200: "\(seconds / 60) min"
        case ..<172_800: "\(seconds / 3_600) h"
        default: "\(seconds / 86_400) \(days)"
        }
    }
}
