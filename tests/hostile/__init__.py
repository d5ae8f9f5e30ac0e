"""The hostile pass: what people who mean harm send, over the whole house and not room by room."""
