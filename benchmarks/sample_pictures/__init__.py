"""The pictures of the sample programme « lycées », drawn with Pillow from seeded chance only."""
