package import SystemPackage

/// What finds faces on this machine, as `smartclip setup faces` makes it.
package struct FaceTools: Sendable, Equatable {
    /// The interpreter that has OpenCV.
    package var python: FilePath
    /// The weights of the detector.
    package var model: FilePath
    /// What it is, for fingerprints: another one may find other faces.
    package var engine: String

    package init(python: FilePath, model: FilePath, engine: String) {
        self.python = python
        self.model = model
        self.engine = engine
    }
}
