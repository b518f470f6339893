/// The version of SmartClip.
public enum Version {
    /// As `smartclip --version` says it.
    public static let current = "0.1.0"
}
