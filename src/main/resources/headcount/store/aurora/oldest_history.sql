SELECT MIN(at) FROM viewer_history
