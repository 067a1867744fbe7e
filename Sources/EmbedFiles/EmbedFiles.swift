import Foundation
import PackagePlugin

/// Generates Swift source from a target's SQL and theme files, so that the program needs no files at run time.
@main
struct EmbedFiles: BuildToolPlugin {
    /// One build command per folder: its inputs are the files below the folder, its output is one Swift file that
    /// embeds them.
    func createBuildCommands(context: PluginContext, target: Target) throws -> [Command] {
        let tool = try context.tool(named: "embed")
        return try folders(of: target, in: context).map { folder in
            let output = context.pluginWorkDirectoryURL.appending(path: "\(folder.type).swift")
            let inputs = try FileManager.default
                .subpathsOfDirectory(atPath: folder.url.path)
                .map { folder.url.appending(path: $0) }
                .filter { $0.pathExtension == folder.fileExtension }
                .sorted { $0.path < $1.path }
            return .buildCommand(
                displayName: "Embed \(folder.url.lastPathComponent)",
                executable: tool.url,
                arguments: [folder.type, output.path, folder.url.path] + inputs.map(\.path),
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
            return ["SQL", "Schema", "Code", "Adoption"].map {
                Folder(type: "\($0)Files", url: target.directoryURL.appending(path: $0), fileExtension: "sql")
            }
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
