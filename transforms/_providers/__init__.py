"""What the transforms of provider configuration share."""
