import Foundation
import PackagePlugin

/// Turns the SQL, migration and theme files of a target into Swift source when it is built, so that the
/// finished program needs no file beside it.
@main
struct EmbedFiles: BuildToolPlugin {
    /// One command a folder: its inputs are the folder's files, its output one Swift file that lists them.
    func createBuildCommands(context: PluginContext, target: Target) throws -> [Command] {
        let tool = try context.tool(named: "embed")
        return try folders(of: target, in: context).map { folder in
            let output = context.pluginWorkDirectoryURL.appending(path: "\(folder.type).swift")
            let inputs = try FileManager.default
                .contentsOfDirectory(at: folder.url, includingPropertiesForKeys: nil)
                .filter { $0.pathExtension == folder.fileExtension }
                .sorted { $0.path < $1.path }
            return .buildCommand(
                displayName: "Embed \(folder.url.lastPathComponent)",
                executable: tool.url,
                arguments: [folder.type, output.path] + inputs.map(\.path),
                inputFiles: inputs,
                outputFiles: [output]
            )
        }
    }

    private struct Folder {
        let type: String
        let url: URL
        let fileExtension: String
    }

    private func folders(of target: Target, in context: PluginContext) -> [Folder] {
        switch target.name {
        case "Repositories":
            return [
                Folder(type: "SQLFiles", url: target.directoryURL.appending(path: "SQL"), fileExtension: "sql"),
                Folder(
                    type: "MigrationFiles",
                    url: target.directoryURL.appending(path: "Migrations"),
                    fileExtension: "sql"
                ),
                Folder(
                    type: "AdoptionFiles",
                    url: target.directoryURL.appending(path: "Adoption"),
                    fileExtension: "sql"
                ),
            ]
        case "Configuration":
            let themes = context.package.directoryURL.appending(path: "themes")
            return [Folder(type: "ThemeFiles", url: themes, fileExtension: "yaml")]
        case "Demo":
            let folder = target.directoryURL.appending(path: "SQL")
            return [Folder(type: "DemoSQLFiles", url: folder, fileExtension: "sql")]
        default:
            return []
        }
    }
}
