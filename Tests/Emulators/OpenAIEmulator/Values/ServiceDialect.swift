/// Whose words the server speaks: each of them serves the same API, and no two alike.
public enum ServiceDialect: String, Sendable, CaseIterable {
    /// OpenAI itself.
    case openai
    /// Ollama.
    case ollama
    /// llama.cpp's server.
    case llamaCpp = "llama-cpp"
    /// vLLM.
    case vllm
}
