public import SystemPackage

/// A speech recogniser on this machine: `whisper-cli` of whisper.cpp and a model.
public struct WhisperCLI: Sendable, Equatable {
    let tool: Tool
    /// The model's file.
    public let model: FilePath
    /// Where the program is.
    public var path: FilePath { tool.path }
}
