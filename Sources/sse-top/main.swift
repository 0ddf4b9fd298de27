print("sse-top")
