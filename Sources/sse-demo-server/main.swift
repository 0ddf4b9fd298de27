print("sse-demo-server")
