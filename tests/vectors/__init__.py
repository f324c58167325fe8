"""What the backend works out and the frontend must agree with."""
