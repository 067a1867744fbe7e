import Domain

/// The texts of workflows and their runs.
enum WorkflowPhrase: Phrase {
    case name, runs, failed, lastError, began, status, took, retries, execution, error, input, output
    case reading, noRuns, runsHint, runsShown(WorkflowRun.Status?), statusOf(WorkflowRun)

    var english: String {
        switch self {
        case .name: "workflow"
        case .runs: "runs"
        case .failed: "failed"
        case .lastError: "last error"
        case .began: "began"
        case .status: "status"
        case .took: "took"
        case .retries: "retries"
        case .execution: "execution"
        case .error: "error"
        case .input: "Input, masked"
        case .output: "Output, masked"
        case .reading: "loading…"
        case .noRuns: "No runs match. f shows others."
        case .runsHint: "Enter details   f status   r refresh   Esc back"
        case .runsShown(nil): "all runs"
        case .runsShown(let status?): "\(status.rawValue) runs"
        case .statusOf(let run): run.isStale ? "lost" : run.status.rawValue
        }
    }

    var french: String {
        switch self {
        case .name: "workflow"
        case .runs: "exéc."
        case .failed: "échecs"
        case .lastError: "dernière erreur"
        case .began: "début"
        case .status: "état"
        case .took: "durée"
        case .retries: "reprises"
        case .execution: "exécution"
        case .error: "erreur"
        case .input: "Entrée, masquée"
        case .output: "Sortie, masquée"
        case .reading: "lecture…"
        case .noRuns: "Aucune exécution ne correspond. f en montre d’autres."
        case .runsHint: "Entrée détails   f état   r relire   Échap retour"
        case .runsShown(nil): "toutes les exécutions"
        case .runsShown(let status?): "exécutions : \(Self.french(status))"
        case .statusOf(let run): run.isStale ? "perdue" : Self.french(run.status)
        }
    }

    private static func french(_ status: WorkflowRun.Status) -> String {
        switch status {
        case .pending: "en attente"
        case .running: "en cours"
        case .completed: "terminée"
        case .failed: "échouée"
        }
    }
}
