"""The window: draws what scheduler computes, hands back what people decide."""
